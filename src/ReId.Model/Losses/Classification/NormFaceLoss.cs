using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Classification;

/// <summary>Options of <see cref="NormFaceLoss"/>.</summary>
public sealed record NormFaceOptions : ClassificationOptions
{
    /// <summary>The scale s, or where it starts.</summary>
    [LossOption("Scale s, or its start when it is learned.", Min = 0, AboveMin = true)]
    public double Scale { get; init; } = 10;

    /// <summary>Whether s is learned.</summary>
    [LossOption("Learn s.")]
    public bool LearnScale { get; init; } = true;
}

/// <summary>
/// Cosine softmax: cross-entropy over s·cos(x, w), weights and features normalised, no bias (Wang, Xiang, Cheng, Yuille
/// 2017, arXiv:1704.06369). s is the parameter <c>scale</c>, or fixed. Reduction: mean over the images.
/// </summary>
public sealed class NormFaceLoss : CosineClassifierLoss
{
    private readonly Parameter? _scale;
    private readonly double _fixed;

    /// <summary>Weights are drawn at random.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="size">Classes and dimension.</param>
    public NormFaceLoss(NormFaceOptions options, LossSize size)
        : base(Kind.Name, options, size)
    {
        _fixed = options.Scale;
        if (options.LearnScale)
        {
            using var start = torch.full([], options.Scale, size.Type ?? torch.ScalarType.Float32, size.Device);
            _scale = torch.nn.Parameter(start);
            register_parameter("scale", _scale);
        }
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<NormFaceOptions>(
        "normface",
        "cross-entropy over s·cos(x, w)",
        "Wang, Xiang, Cheng, Yuille 2017, arXiv:1704.06369",
        (options, size) => new NormFaceLoss(options, size));

    private protected override torch.Tensor Logits(torch.Tensor embeddings, torch.Tensor directions, torch.Tensor labels)
    {
        var cosine = VectorNorm.Normalize(embeddings).matmul(directions.t());
        return _scale is null ? cosine * _fixed : cosine * _scale;
    }
}
