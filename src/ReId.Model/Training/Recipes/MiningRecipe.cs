namespace ReId.Model.Training.Recipes;

/// <summary>
/// Offline mining (FaceNet, section 3.2): every so many steps a bag of pictures is embedded with the weights of that
/// moment, triplets are chosen in it, and batches are made of these triplets.
/// </summary>
public sealed record MiningRecipe
{
    /// <summary>Identities of the bag; 0 (default) for no offline mining.</summary>
    public int Identities { get; init; }

    /// <summary>Pictures of each, at most.</summary>
    public int Images { get; init; } = 40;

    /// <summary>Miner that chooses among the pairs: <c>semi_hard</c>, <c>batch_hard</c> and so on.</summary>
    public PartRecipe Miner { get; init; } = new() { Name = "semi_hard" };

    /// <summary>Triplets of a batch; a batch has three times as many pictures at most.</summary>
    public int Triplets { get; init; } = 20;

    /// <summary>Batches that are made of a bag.</summary>
    public int Batches { get; init; } = 20;
}
