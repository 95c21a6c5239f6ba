using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// Every valid triplet, P·K·(K−1)·(PK−K) of them. For a loss over all of them <c>TripletBatchAllLoss</c> needs no list.
/// </summary>
public sealed class AllTripletsMiner : ITripletMiner
{
    /// <inheritdoc/>
    public string Name => "all";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) =>
        PairwiseMining.Mine(labels, (anchors, positives, masks) =>
        {
            var found = masks.Negative.index_select(0, anchors).nonzero();
            return PairwiseMining.Chosen(anchors, positives, found);
        });
}
