namespace ReId.Model.Training.Recipes;

/// <summary>When the network is evaluated, and on what.</summary>
public sealed record EvaluationRecipe
{
    /// <summary>Every so many epochs, and after the last one; 0 for never.</summary>
    public int Every { get; init; } = 10;

    /// <summary>Layout of the data set; empty (default) for the one that is trained with.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Where it is; empty (default) for the one that is trained with.</summary>
    public string Root { get; init; } = "";

    /// <summary>Which score keeps a model as the best: <c>mAP</c>, <c>rank1</c> or <c>mINP</c>.</summary>
    public string Best { get; init; } = "mAP";

    /// <summary>Ends a run after so many evaluations without a better score; 0 (default) for never.</summary>
    public int Patience { get; init; }
}
