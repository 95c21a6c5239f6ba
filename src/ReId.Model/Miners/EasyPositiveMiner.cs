using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// For each anchor its nearest positive and its nearest negative (Xuan et al. 2020, arXiv:1904.04370): an identity may
/// form several clusters, since only the most similar image is drawn nearer.
/// </summary>
public sealed class EasyPositiveMiner : ITripletMiner
{
    /// <inheritdoc/>
    public string Name => "easy_positive";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) => PerAnchor.Mine(labels, masks => (
        PerAnchor.Nearest(distances, masks.Positive), PerAnchor.Nearest(distances, masks.Negative)));
}
