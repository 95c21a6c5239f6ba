using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// Chooses triplets of a batch. Choosing is not differentiated. Adding one: implement this, add a line to
/// <see cref="TripletMinerCatalog"/>, derive its tests from the miner contract suite.
/// </summary>
public interface ITripletMiner
{
    /// <summary>Name in options and on the command line, e.g. <c>batch_hard</c>.</summary>
    string Name { get; }

    /// <summary>Chooses triplets.</summary>
    /// <param name="distances">N×N distances of the batch, on any device.</param>
    /// <param name="labels">N identities, int64, on the same device.</param>
    /// <returns>Valid triplets; none where the batch has none. The caller disposes them.</returns>
    Triplets Mine(torch.Tensor distances, torch.Tensor labels);
}
