namespace ReId.Model.Samplers;

/// <summary>
/// Says which pictures make a batch. The same seed and epoch always give the same batches. Adding one: implement this, add
/// a line to <see cref="SamplerCatalog"/>, derive its tests from the sampler contract.
/// </summary>
public interface IBatchSampler
{
    /// <summary>Name in recipes.</summary>
    string Name { get; }

    /// <summary>Pictures of a batch, at most.</summary>
    int BatchSize { get; }

    /// <summary>Batches of an epoch.</summary>
    int BatchesPerEpoch { get; }

    /// <summary>The batches of an epoch as positions in the training list.</summary>
    /// <param name="epoch">Counted from 0.</param>
    IEnumerable<int[]> Epoch(int epoch);
}
