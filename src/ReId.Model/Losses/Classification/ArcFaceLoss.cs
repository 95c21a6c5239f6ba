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
public sealed class ArcFaceLoss(ArcFaceOptions options, LossSize size)
    : MarginClassifierLoss(Kind.Name, options, options.Scale, options.Margin, size)
{
    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<ArcFaceOptions>(
        "arcface",
        "cross-entropy over s·cos θ, target s·cos(θ + m)",
        "Deng, Guo, Xue, Zafeiriou 2019, arXiv:1801.07698",
        (options, size) => new ArcFaceLoss(options, size));

    private protected override torch.Tensor Target(torch.Tensor cosine, torch.Tensor unit, torch.Tensor directions)
    {
        // sin θ = ½·‖x − w‖·‖x + w‖ for unit vectors: no root of 1 − cos², whose gradient is infinite at θ = 0 and π.
        var sine = (unit - directions).norm(1, true) * (unit + directions).norm(1, true) * 0.5;
        var rotated = (cosine * Math.Cos(Margin)) - (sine * Math.Sin(Margin));
        return torch.where(cosine.detach() >= -Math.Cos(Margin), rotated, cosine - (Margin * Math.Sin(Margin)));
    }
}
