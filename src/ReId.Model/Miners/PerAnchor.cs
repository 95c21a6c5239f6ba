using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>Mining of one triplet for each anchor that has a positive and a negative.</summary>
internal static class PerAnchor
{
    /// <param name="labels">N identities.</param>
    /// <param name="choose">Rows of the positive and the negative of every anchor; those of invalid anchors are dropped.</param>
    public static Triplets Mine(torch.Tensor labels, Func<LabelMasks, (torch.Tensor Positives, torch.Tensor Negatives)> choose)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var masks = LabelMasks.Of(labels);
        var anchors = torch.arange(labels.shape[0], torch.ScalarType.Int64, labels.device);
        var (positives, negatives) = choose(masks);
        return PairwiseMining.OneEach(anchors, positives, negatives, masks.ValidAnchors).MoveToOuterScope();
    }

    /// <summary>Column of the largest allowed entry of each row.</summary>
    public static torch.Tensor Farthest(torch.Tensor values, torch.Tensor mask) =>
        values.masked_fill(mask.logical_not(), double.NegativeInfinity).argmax(1);

    /// <summary>Column of the smallest allowed entry of each row.</summary>
    public static torch.Tensor Nearest(torch.Tensor values, torch.Tensor mask) => Farthest(values.neg(), mask);

    /// <summary>Column of each row where the weights, summed up from the left, first exceed the row's share of their sum.</summary>
    /// <param name="weights">At least 0, and 0 where not allowed.</param>
    /// <param name="mask">Which entries are allowed; a row without any gives any column.</param>
    /// <param name="shares">A number for each row, at least 0 and below 1; drawn evenly, they make an entry as likely as it weighs.</param>
    public static torch.Tensor Drawn(torch.Tensor weights, torch.Tensor mask, double[] shares)
    {
        var columns = torch.arange(weights.shape[1], torch.ScalarType.Int64, weights.device);
        var aim = torch.tensor(shares, weights.dtype, weights.device) * weights.sum(1);

        // The columns that may still be it are halved. A sum is the same number whether or not it ends with a weight of 0,
        // so the first above the aim never ends there. Where rounding leaves none above, the last allowed one is taken.
        var (low, high) = (torch.zeros_like(aim, torch.ScalarType.Int64), (mask.@long() * columns).amax([1]));
        for (var left = weights.shape[1]; left > 1; left = (left + 1) / 2)
        {
            var middle = (low + high).div(2L, torch.RoundingMode.floor);
            var above = weights.masked_fill(columns > middle.unsqueeze(1), 0.0).sum(1) > aim;
            (low, high) = (torch.where(above, low, (middle + 1L).minimum(high)), torch.where(above, middle, high));
        }

        return high;
    }
}
