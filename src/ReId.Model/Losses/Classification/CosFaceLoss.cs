using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses.Classification;

/// <summary>Options of <see cref="CosFaceLoss"/>.</summary>
public sealed record CosFaceOptions : ClassificationOptions
{
    /// <summary>The scale s.</summary>
    [LossOption("Scale s.", Min = 0, AboveMin = true)]
    public double Scale { get; init; } = 64;

    /// <summary>The margin m on the cosine.</summary>
    [LossOption("Margin m on the cosine.", Min = 0, Max = 2)]
    public double Margin { get; init; } = 0.35;
}

/// <summary>
/// Cross-entropy over s·(cos θ − m·[c = y]) (Wang et al. 2018, arXiv:1801.09414). Reduction: mean over the images.
/// </summary>
/// <param name="options">Its options.</param>
/// <param name="size">Classes and dimension.</param>
public sealed class CosFaceLoss(CosFaceOptions options, LossSize size)
    : MarginClassifierLoss(Kind.Name, options, options.Scale, options.Margin, size)
{
    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<CosFaceOptions>(
        "cosface",
        "cross-entropy over s·(cos θ − m·[c = y])",
        "Wang et al. 2018, arXiv:1801.09414",
        (options, size) => new CosFaceLoss(options, size));

    private protected override torch.Tensor Target(torch.Tensor cosine, torch.Tensor unit, torch.Tensor directions) => cosine - Margin;
}
