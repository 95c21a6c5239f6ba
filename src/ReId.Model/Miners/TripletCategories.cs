using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// How many valid triplets of a batch are easy, semi-hard and hard. Without a margin (0) none is semi-hard, and easy says
/// only that the negative is farther: with a soft margin such a triplet still costs something, less than ln 2.
/// </summary>
/// <param name="Easy">The negative is farther than the positive by the margin or more: the hinge is 0.</param>
/// <param name="SemiHard">It is farther, but by less than the margin.</param>
/// <param name="Hard">It is as near as the positive, or nearer.</param>
public sealed record TripletCategories(long Easy, long SemiHard, long Hard)
{
    /// <summary>All valid triplets.</summary>
    public long Total => Easy + SemiHard + Hard;

    /// <summary>Counts the triplets of a batch, a piece at a time.</summary>
    /// <param name="distances">N×N.</param>
    /// <param name="labels">N identities.</param>
    /// <param name="margin">In units of the distance; 0 for none.</param>
    public static TripletCategories Count(torch.Tensor distances, torch.Tensor labels, double margin)
    {
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(labels);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var masks = LabelMasks.Of(labels);
        long total = 0, hard = 0, easy = 0;
        foreach (var (anchors, positives) in PositivePairs.Pieces(masks.Positive, Math.Max(1, BatchTriplets.EntriesOfAPiece / labels.shape[0])))
        {
            using var inner = torch.NewDisposeScope();
            var rows = distances.index_select(0, anchors);
            var valid = masks.Negative.index_select(0, anchors);
            var gap = rows - rows.gather(1, positives.unsqueeze(1));
            total += (long)valid.sum();
            hard += (long)valid.logical_and(gap <= 0.0).sum();
            easy += (long)valid.logical_and(gap > 0.0).logical_and(gap >= margin).sum();
        }

        return new TripletCategories(easy, total - easy - hard, hard);
    }
}
