using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses.Classification;

/// <summary>Options of <see cref="ArcFaceLoss"/>.</summary>
public sealed record ArcFaceOptions : ClassificationOptions
{
    /// <summary>The scale s.</summary>
    [LossOption("Scale s.", Min = 0, AboveMin = true)]
    public double Scale { get; init; } = 64;

    /// <summary>The margin m on the angle.</summary>
    [LossOption("Margin m on the angle, in radians.", Min = 0, Max = Math.PI)]
    public double Margin { get; init; } = 0.5;
}

/// <summary>
/// Cross-entropy over s·cos θ with the target s·cos(θ + m); beyond θ = π − m, where that would rise again,
/// s·(cos θ − m·sin m) (Deng, Guo, Xue, Zafeiriou 2019, arXiv:1801.07698). Reduction: mean over the images.
/// </summary>
/// <param name="options">Its options.</param>
/// <param name="size">Classes and dimension.</param>
public sealed class ArcFaceLoss(ArcFaceOptions options, LossSize size) : CosineClassifierLoss(Kind.Name, options, size), IMarginLoss
{
    private readonly double _scale = options.Scale;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<ArcFaceOptions>(
        "arcface",
        "cross-entropy over s·cos θ, target s·cos(θ + m)",
        "Deng, Guo, Xue, Zafeiriou 2019, arXiv:1801.07698",
        (options, size) => new ArcFaceLoss(options, size));

    /// <summary>The margin m, radians.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override torch.Tensor Logits(torch.Tensor embeddings, torch.Tensor directions, torch.Tensor labels)
    {
        var unit = VectorNorm.Normalize(embeddings);
        var cosine = unit.matmul(directions.t());
        var own = cosine.gather(1, labels.unsqueeze(1));

        // sin θ = ½·‖x − w‖·‖x + w‖ for unit vectors: no root of 1 − cos², whose gradient is infinite at θ = 0 and π.
        var direction = directions.index_select(0, labels);
        var sine = (unit - direction).norm(1, true) * (unit + direction).norm(1, true) * 0.5;
        var rotated = (own * Math.Cos(Margin)) - (sine * Math.Sin(Margin));
        var target = torch.where(own.detach() >= -Math.Cos(Margin), rotated, own - (Margin * Math.Sin(Margin)));
        return torch.where(CrossEntropy.Targets(labels, directions.shape[0]), target, cosine) * _scale;
    }
}
