using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>Options of <see cref="MultiSimilarityLoss"/>.</summary>
public sealed record MultiSimilarityOptions : LossOptions
{
    /// <summary>Sharpness α of the positives.</summary>
    [LossOption("Sharpness α of the positives.", Min = 0, AboveMin = true)]
    public double Alpha { get; init; } = 2;

    /// <summary>Sharpness β of the negatives.</summary>
    [LossOption("Sharpness β of the negatives.", Min = 0, AboveMin = true)]
    public double Beta { get; init; } = 50;

    /// <summary>The similarity λ between positives and negatives.</summary>
    [LossOption("Similarity λ that separates positives from negatives.", Min = -1, Max = 1)]
    public double Base { get; init; } = 0.5;

    /// <summary>Width ε of the paper's pair mining; not set: all pairs.</summary>
    [LossOption("Width ε of the paper's pair mining (0.1 there); none: all pairs.", Min = 0)]
    public double? Epsilon { get; init; }
}

/// <summary>
/// Per anchor (1/α)·log(1 + Σ e^(−α(s(p)−λ))) + (1/β)·log(1 + Σ e^(β(s(n)−λ))), s the cosine similarity (Wang et al.
/// 2019, arXiv:1904.06627). With ε only negatives more similar than the least similar positive − ε, and positives less
/// similar than the most similar negative + ε, count. Reduction: mean over all anchors.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class MultiSimilarityLoss(MultiSimilarityOptions options)
    : Loss(Kind.Name, options)
{
    private readonly MultiSimilarityOptions _options = options;

    /// <summary>With the default options.</summary>
    public MultiSimilarityLoss()
        : this(new MultiSimilarityOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<MultiSimilarityOptions>(
        "multi_similarity",
        "mean over anchors of 1/α·log(1 + Σ e^(−α(s(p)−λ))) + 1/β·log(1 + Σ e^(β(s(n)−λ)))",
        "Wang et al. 2019, arXiv:1904.06627",
        options => new MultiSimilarityLoss(options));

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var (alpha, beta, threshold) = (_options.Alpha, _options.Beta, _options.Base);
        var unit = VectorNorm.Normalize(embeddings);
        var similarity = unit.matmul(unit.t());
        var (positive, negative) = Mined(similarity.detach(), LabelMasks.Of(labels));
        var near = Terms.Softplus(Masked.LogSumExp((similarity - threshold) * -alpha, positive)) / alpha;
        var far = Terms.Softplus(Masked.LogSumExp((similarity - threshold) * beta, negative)) / beta;
        return new LossTerms((near + far).mean());
    }

    private (torch.Tensor Positive, torch.Tensor Negative) Mined(torch.Tensor similarity, LabelMasks masks)
    {
        if (_options.Epsilon is not { } width)
        {
            return (masks.Positive, masks.Negative);
        }

        // Without the other kind there is nothing to compare with, so nothing is informative.
        var valid = masks.ValidAnchors.unsqueeze(1);
        var least = Masked.Min(similarity, masks.Positive).unsqueeze(1);
        var most = Masked.Max(similarity, masks.Negative).unsqueeze(1);
        return (
            masks.Positive.logical_and(valid).logical_and(similarity < most + width),
            masks.Negative.logical_and(valid).logical_and(similarity > least - width));
    }
}
