using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>Mining that looks at positive pairs a piece at a time, so that a bag of thousands of images fits in memory.</summary>
internal static class PairwiseMining
{
    /// <param name="labels">N identities.</param>
    /// <param name="choose">Triplets of some pairs: anchors and positives as vectors of equal length.</param>
    /// <param name="piece">Entries (pairs × images) looked at a time.</param>
    public static Triplets Mine(
        torch.Tensor labels, Func<torch.Tensor, torch.Tensor, LabelMasks, Triplets> choose, long piece = BatchTriplets.EntriesOfAPiece)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var masks = LabelMasks.Of(labels);
        var none = torch.zeros([0], torch.ScalarType.Int64, labels.device);
        List<torch.Tensor> anchors = [none], positives = [none], negatives = [none];
        foreach (var (a, p) in PositivePairs.Pieces(masks.Positive, Math.Max(1, piece / labels.shape[0])))
        {
            using var inner = torch.NewDisposeScope();
            var chosen = choose(a, p, masks).MoveToOuterScope();
            anchors.Add(chosen.Anchors);
            positives.Add(chosen.Positives);
            negatives.Add(chosen.Negatives);
        }

        return new Triplets(torch.cat(anchors), torch.cat(positives), torch.cat(negatives)).MoveToOuterScope();
    }

    /// <summary>Triplets from the non-zero entries of a mask pairs × images.</summary>
    public static Triplets Chosen(torch.Tensor anchors, torch.Tensor positives, torch.Tensor found)
    {
        var pairs = found.select(1, 0);
        return new Triplets(anchors.index_select(0, pairs), positives.index_select(0, pairs), found.select(1, 1).contiguous());
    }

    /// <summary>Triplets from one of the allowed negatives of each pair, where there are any: the one at its share of them.</summary>
    /// <param name="anchors">Rows of the anchors.</param>
    /// <param name="positives">Rows of the positives.</param>
    /// <param name="allowed">Mask pairs × images.</param>
    /// <param name="shares">A number for each pair, at least 0 and below 1; drawn evenly, they make all allowed ones equally likely.</param>
    public static Triplets Drawn(torch.Tensor anchors, torch.Tensor positives, torch.Tensor allowed, double[] shares)
    {
        var counts = allowed.sum(1).cpu().data<long>().ToArray();
        var places = new List<long>(counts.Length);
        var first = 0L;
        foreach (var (count, share) in counts.Zip(shares))
        {
            if (count > 0)
            {
                places.Add(first + Math.Min((long)(share * count), count - 1));
            }

            first += count;
        }

        // The non-zero entries come row by row, so a pair's own begin where those of the pairs before it end.
        var drawn = torch.tensor(places.ToArray(), null, allowed.device);
        return Chosen(anchors, positives, allowed.nonzero().index_select(0, drawn));
    }

    /// <summary>Triplets from one negative for each pair, where there is one.</summary>
    public static Triplets OneEach(torch.Tensor anchors, torch.Tensor positives, torch.Tensor negatives, torch.Tensor valid) =>
        new(anchors.masked_select(valid), positives.masked_select(valid), negatives.masked_select(valid));
}
