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
}
