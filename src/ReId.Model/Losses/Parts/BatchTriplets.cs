using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>
/// A loss over every valid triplet of a batch, without a list of triplets. A triplet's term depends on D(a,p) − D(a,n)
/// alone, so the gradient is a weight for each entry of the distance matrix: weights and value are summed piece by
/// piece outside the graph, and the graph holds one product of two N×N matrices.
/// </summary>
internal static class BatchTriplets
{
    // Entries of a piece: a few arrays of this size are alive at a time (8 MiB each in float32).
    internal const long EntriesOfAPiece = 1 << 21;

    /// <param name="distances">N×N with its graph.</param>
    /// <param name="masks">Positives and negatives.</param>
    /// <param name="margin">Of the hinge.</param>
    /// <param name="soft">log(1 + eˣ) instead of the hinge.</param>
    /// <param name="reduction">Over all valid triplets.</param>
    /// <param name="piece">Entries computed at a time.</param>
    public static LossTerms Reduce(
        torch.Tensor distances, LabelMasks masks, double margin, bool soft, Reduction reduction, long piece = EntriesOfAPiece)
    {
        var plain = distances.detach();
        var count = plain.shape[0];
        var weights = torch.zeros_like(plain);
        var flat = weights.view(count * count);
        var sum = torch.zeros([], plain.dtype, plain.device);
        var active = torch.zeros([], torch.ScalarType.Int64, plain.device);
        var total = active.clone();
        foreach (var (anchors, positives) in PositivePairs.Pieces(masks.Positive, Math.Max(1, piece / count)))
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var rows = plain.index_select(0, anchors);
            var barred = masks.Negative.index_select(0, anchors).logical_not();
            var difference = rows.gather(1, positives.unsqueeze(1)) - rows;
            var terms = Terms.Hinge(difference, margin, soft).masked_fill(barred, 0.0);
            var slopes = soft ? difference.sigmoid().masked_fill(barred, 0.0) : terms.gt(0.0).to_type(plain.dtype);
            sum.add_(terms.sum());
            active.add_(terms.gt(0.0).sum());
            total.add_(barred.logical_not().sum());
            weights.index_add_(0, anchors, slopes, -1.0);
            flat.index_add_(0, (anchors * count) + positives, slopes.sum(1), 1.0);
        }

        return new LossTerms(Terms.Divide(WithGradient(sum, weights, distances), active, total, reduction), active, total);
    }

    /// <summary>A number whose gradient in <paramref name="distances"/> is <paramref name="weights"/>.</summary>
    public static torch.Tensor WithGradient(torch.Tensor value, torch.Tensor weights, torch.Tensor distances) =>
        value + (weights * (distances - distances.detach())).sum();
}
