using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// For each anchor one positive and one negative, drawn with the probabilities of <see cref="TripletWeights"/>: far
/// positives and near negatives are likely, outliers do not always win as they do in batch-hard mining.
/// </summary>
/// <param name="seed">Of the draws.</param>
public sealed class WeightedMiner(int seed = 0) : ITripletMiner, IRandomMiner
{
    private readonly RandomMatrix _random = new(seed);

    /// <inheritdoc/>
    public void Restart(long iteration) => _random.Restart(iteration);

    /// <inheritdoc/>
    public string Name => "weighted";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) => PerAnchor.Mine(labels, masks => (
        PerAnchor.Farthest(distances + Gumbel(distances), masks.Positive),
        PerAnchor.Farthest(Gumbel(distances) - distances, masks.Negative)));

    // The argmax of logits + Gumbel noise is a draw from their softmax.
    private torch.Tensor Gumbel(torch.Tensor like)
    {
        const double Smallest = 1e-30;
        return _random.Like(like).log().neg().clamp_min(Smallest).log().neg();
    }
}
