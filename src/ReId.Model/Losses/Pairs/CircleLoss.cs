using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>Options of <see cref="CircleLoss"/>.</summary>
public sealed record CircleOptions : LossOptions
{
    /// <summary>The relaxation m.</summary>
    [LossOption("Relaxation m: similarities aim at 1 − m and m.", Min = 0, Max = 1)]
    public double M { get; init; } = 0.25;

    /// <summary>The scale γ.</summary>
    [LossOption("Scale γ.", Min = 0, AboveMin = true)]
    public double Gamma { get; init; } = 128;

    /// <summary>How anchors become one number.</summary>
    [LossOption("Mean over anchors above zero, over those with a positive and a negative, or the plain sum.")]
    public Reduction Reduction { get; init; } = Reduction.MeanNonzero;
}

/// <summary>
/// Per anchor softplus(lse over p of −γ·[1+m−s(p)]₊·(s(p)−(1−m)) + lse over n of γ·[s(n)+m]₊·(s(n)−m)), s the cosine
/// similarity (Sun et al. 2020, arXiv:2002.10857; the defaults are its re-ID setting). The factors [·]₊ are weights: no
/// gradient flows through them. Reduction: mean over anchors with a value above 0.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class CircleLoss(CircleOptions options) : Loss(Kind.Name, options)
{
    private readonly CircleOptions _options = options;

    /// <summary>With the default options.</summary>
    public CircleLoss()
        : this(new CircleOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<CircleOptions>(
        "circle",
        "softplus(lse(−γ·[1+m−s(p)]₊·(s(p)−1+m)) + lse(γ·[s(n)+m]₊·(s(n)−m))) per anchor",
        "Sun et al. 2020, arXiv:2002.10857",
        options => new CircleLoss(options));

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var (m, gamma) = (_options.M, _options.Gamma);
        var unit = VectorNorm.Normalize(embeddings);
        var similarity = unit.matmul(unit.t());
        var plain = similarity.detach();
        var masks = LabelMasks.Of(labels);
        var positive = (1 + m - plain).relu() * (similarity - (1 - m)) * -gamma;
        var negative = (plain + m).relu() * (similarity - m) * gamma;
        var terms = Terms.Softplus(Masked.LogSumExp(positive, masks.Positive) + Masked.LogSumExp(negative, masks.Negative));
        return Terms.Reduce(terms, masks.ValidAnchors, _options.Reduction);
    }
}
