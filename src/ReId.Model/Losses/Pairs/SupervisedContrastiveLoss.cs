using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>Options of <see cref="SupervisedContrastiveLoss"/>.</summary>
public sealed record SupervisedContrastiveOptions : LossOptions
{
    /// <summary>The temperature τ.</summary>
    [LossOption("Temperature τ.", Min = 0, AboveMin = true)]
    public double Temperature { get; init; } = 0.1;
}

/// <summary>
/// Per anchor −1/|P|·Σ over positives of log(e^(s(p)/τ) / Σ over all others e^(s(a)/τ)), s the cosine similarity (Khosla
/// et al. 2020, arXiv:2004.11362, the form with the sum outside the logarithm). Reduction: mean over anchors that have a
/// positive. A batch of one identity has valid pairs: its images are still told apart from each other.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class SupervisedContrastiveLoss(SupervisedContrastiveOptions options)
    : Loss(Kind.Name, options)
{
    private readonly double _temperature = options.Temperature;

    /// <summary>With the default options.</summary>
    public SupervisedContrastiveLoss()
        : this(new SupervisedContrastiveOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<SupervisedContrastiveOptions>(
        "supervised_contrastive",
        "mean over anchors of −1/|P|·Σ log(e^(s(p)/τ) / Σ e^(s(a)/τ))",
        "Khosla et al. 2020, arXiv:2004.11362",
        options => new SupervisedContrastiveLoss(options));

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var unit = VectorNorm.Normalize(embeddings);
        var logits = unit.matmul(unit.t()) / _temperature;
        var positive = LabelMasks.Of(labels).Positive;
        var others = LabelMasks.Self(labels).logical_not();
        var surprise = Masked.LogSumExp(logits, others).unsqueeze(1) - logits;
        var count = positive.sum(1);
        var terms = surprise.masked_fill(positive.logical_not(), 0.0).sum(1) / count.clamp_min(1L);
        return new LossTerms(Terms.Reduce(terms, count.gt(0L), Reduction.Mean).Value);
    }
}
