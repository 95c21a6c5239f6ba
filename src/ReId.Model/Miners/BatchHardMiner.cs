using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>For each anchor its farthest positive and its nearest negative (Hermans et al. 2017, arXiv:1703.07737).</summary>
public sealed class BatchHardMiner : ITripletMiner
{
    /// <inheritdoc/>
    public string Name => "batch_hard";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) => PerAnchor.Mine(labels, masks => (
        PerAnchor.Farthest(distances, masks.Positive), PerAnchor.Nearest(distances, masks.Negative)));
}
