using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>
/// Per anchor [max g²(i,p) − min g²(i,n) + α₁]₊ + [max g²(i,p) − min g²(l,k) + α₂]₊, the last minimum over the pairs
/// of two identities that are not the anchor's (after Chen et al. 2017, arXiv:1704.01719, with batch-hard choice). The
/// second term is 0 where no such pair exists. Reduction: mean over anchors with a positive and a negative.
/// </summary>
/// <param name="options">Its options.</param>
/// <param name="size">Dimension of the learned metric; not used by the others.</param>
public sealed class QuadrupletBatchHardLoss(QuadrupletOptions options, LossSize size) : QuadrupletLoss(Kind.Name, options, size)
{
    /// <summary>With the default options.</summary>
    public QuadrupletBatchHardLoss()
        : this(new QuadrupletOptions(), new LossSize(0, 0))
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = QuadrupletKind.Of<QuadrupletOptions>(
        "quadruplet_batch_hard",
        "mean over anchors of [max g²(i,p) − min g²(i,n) + α₁]₊ + [max g²(i,p) − min g²(l,k) + α₂]₊",
        (options, size) => new QuadrupletBatchHardLoss(options, size));

    private protected override LossTerms FromDistances(
        torch.Tensor distances, LabelMasks masks, torch.Tensor labels, double margin1, double margin2)
    {
        var farthest = Masked.Max(distances, masks.Positive);
        var first = (farthest - Masked.Min(distances, masks.Negative) + margin1).relu();
        var (nearest, exists) = NearestOfOthers(distances, masks, labels);
        var second = (farthest - nearest + margin2).relu().masked_fill(exists.logical_not(), 0.0);
        return Terms.Reduce(first + second, masks.ValidAnchors, Options.Reduction);
    }

    // For each anchor the smallest D(l,k) with y_l ≠ y_k, both ≠ y_i. The nearest pair of all serves every anchor but those
    // of its own two identities, which need a search without theirs: three searches on the device however many identities
    // there are, outside the graph, and one look-up inside it. Of equal minima the first is taken.
    private static (torch.Tensor Nearest, torch.Tensor Exists) NearestOfOthers(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var plain = distances.detach();
        var (nearest, exists) = Smallest(plain, masks.Negative);
        var row = nearest.div(labels.shape[0], torch.RoundingMode.floor);
        var found = nearest;
        foreach (var member in new[] { row, nearest - (row * labels.shape[0]) })
        {
            var own = labels.eq(labels.index_select(0, member.unsqueeze(0)));
            var other = own.logical_not();
            var (pair, any) = Smallest(plain, masks.Negative.logical_and(other.unsqueeze(1)).logical_and(other.unsqueeze(0)));
            (found, exists) = (torch.where(own, pair, found), torch.where(own, any, exists));
        }

        return (distances.flatten().index_select(0, found), exists);
    }

    // The place of the smallest allowed entry, as if the matrix were one row, and whether there is one.
    private static (torch.Tensor Place, torch.Tensor Exists) Smallest(torch.Tensor distances, torch.Tensor allowed) =>
        (distances.masked_fill(allowed.logical_not(), double.PositiveInfinity).argmin(), allowed.any());
}
