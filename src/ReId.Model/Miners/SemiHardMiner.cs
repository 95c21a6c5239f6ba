using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// For each pair (anchor, positive) negatives with D(a,p) &lt; D(a,n) &lt; D(a,p) + margin: farther than the positive,
/// but within the margin (Schroff et al. 2015, arXiv:1503.03832; D is the squared distance on the unit sphere there).
/// </summary>
/// <param name="margin">Width of the band, in units of the distance given. Default 0.2.</param>
/// <param name="choice">Which of them. Default: a random one.</param>
/// <param name="fallback">For pairs without one. Default: no triplet.</param>
/// <param name="seed">
/// Of the random choice, one number for each pair (anchor, positive); a miner gives the same sequence for the same seed
/// and batches.
/// </param>
public sealed class SemiHardMiner(
    double margin = 0.2,
    SemiHardChoice choice = SemiHardChoice.Random,
    SemiHardFallback fallback = SemiHardFallback.None,
    int seed = 0) : ITripletMiner, IRandomMiner
{
    private readonly MinerDraws _draws = new(seed);

    /// <summary>Width of the band; a margin schedule may change it.</summary>
    public double Margin { get; set; } = margin;

    /// <inheritdoc/>
    public void Restart(long iteration) => _draws.Restart(iteration);

    /// <inheritdoc/>
    public string Name => "semi_hard";

    /// <inheritdoc/>
    public Triplets Mine(torch.Tensor distances, torch.Tensor labels) =>
        PairwiseMining.Mine(labels, (anchors, positives, masks) => Choose(distances, masks, anchors, positives));

    private Triplets Choose(torch.Tensor distances, LabelMasks masks, torch.Tensor anchors, torch.Tensor positives)
    {
        var rows = distances.index_select(0, anchors);
        var negative = masks.Negative.index_select(0, anchors);
        var positive = rows.gather(1, positives.unsqueeze(1));
        var semiHard = negative.logical_and(rows > positive).logical_and(rows < positive + Margin);
        var any = semiHard.sum(1).gt(0L);
        var chosen = choice switch
        {
            SemiHardChoice.All => PairwiseMining.Chosen(anchors, positives, semiHard.nonzero()),
            SemiHardChoice.Nearest => PairwiseMining.OneEach(anchors, positives, PerAnchor.Nearest(rows, semiHard), any),
            _ => PairwiseMining.Drawn(anchors, positives, semiHard, _draws.Next(anchors.shape[0])),
        };
        return WithFallback(chosen, rows, positive, negative, any, anchors, positives);
    }

    private Triplets WithFallback(
        Triplets chosen, torch.Tensor rows, torch.Tensor positive, torch.Tensor negative, torch.Tensor any, torch.Tensor anchors, torch.Tensor positives)
    {
        if (fallback == SemiHardFallback.None)
        {
            return chosen;
        }

        var allowed = fallback == SemiHardFallback.Largest ? negative : negative.logical_and(rows <= positive);
        var left = any.logical_not().logical_and(allowed.sum(1).gt(0L));
        var more = PairwiseMining.OneEach(anchors, positives, PerAnchor.Farthest(rows, allowed), left);
        return new Triplets(
            torch.cat([chosen.Anchors, more.Anchors]),
            torch.cat([chosen.Positives, more.Positives]),
            torch.cat([chosen.Negatives, more.Negatives]));
    }
}
