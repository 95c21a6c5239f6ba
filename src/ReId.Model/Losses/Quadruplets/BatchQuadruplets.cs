using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>
/// Σ max(0, D(i,j) − D(k,l) + m) over positive pairs (i,j) and ordered negative pairs (k,l) of two other identities; as
/// <see cref="BatchTriplets"/>, with pieces of positive pairs × N × N.
/// </summary>
internal static class BatchQuadruplets
{
    public static LossTerms Reduce(torch.Tensor distances, LabelMasks masks, double margin, Reduction reduction)
    {
        var plain = distances.detach();
        var count = plain.shape[0];
        var weights = torch.zeros_like(plain);
        var flat = weights.view(count * count);
        var sum = torch.zeros([], plain.dtype, plain.device);
        var active = torch.zeros([], torch.ScalarType.Int64, plain.device);
        var total = active.clone();
        foreach (var (anchors, positives) in PositivePairs.Pieces(masks.Positive, Math.Max(1, BatchTriplets.EntriesOfAPiece / (count * count))))
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var pairs = (anchors * count) + positives;
            var other = masks.Negative.index_select(0, anchors);
            var barred = other.unsqueeze(2).logical_and(other.unsqueeze(1)).logical_and(masks.Negative.unsqueeze(0)).logical_not();
            var near = plain.view(count * count).index_select(0, pairs).view(-1, 1, 1);
            var terms = (near - plain.unsqueeze(0) + margin).relu().masked_fill(barred, 0.0);
            var slopes = terms.gt(0.0).to_type(plain.dtype);
            sum.add_(terms.sum());
            active.add_(terms.gt(0.0).sum());
            total.add_(barred.logical_not().sum());
            weights.sub_(slopes.sum(0L));
            flat.index_add_(0, pairs, slopes.sum([1, 2]), 1.0);
        }

        var value = BatchTriplets.WithGradient(sum, weights, distances);
        return new LossTerms(Terms.Divide(value, active, total, reduction), active, total);
    }
}
