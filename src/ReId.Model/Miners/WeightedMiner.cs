using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// For each anchor one positive and one negative, drawn with the probabilities of <see cref="TripletWeights"/>: far
/// positives and near negatives are likely, outliers do not always win as they do in batch-hard mining.
/// </summary>
/// <param name="seed">Of the draws: two numbers for each image.</param>
public sealed class WeightedMiner(int seed = 0) : ITripletMiner, IRandomMiner
{
    private readonly MinerDraws _draws = new(seed);

    /// <inheritdoc/>
    public void Restart(long iteration) => _draws.Restart(iteration);

    /// <inheritdoc/>
    public string Name => "weighted";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) => PerAnchor.Mine(labels, masks =>
    {
        var (positive, negative) = TripletWeights.Of(distances, labels);
        return (Drawn(positive, masks.Positive), Drawn(negative, masks.Negative));
    });

    private torch.Tensor Drawn(torch.Tensor weights, torch.Tensor mask) =>
        PerAnchor.Drawn(weights, mask, _draws.Next(weights.shape[0]));
}
