using ReId.Model.Losses.Centers;
using ReId.Model.Losses.Options;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Classification;

/// <summary>Options of <see cref="SoftmaxLoss"/>.</summary>
public sealed record SoftmaxOptions : ClassificationOptions
{
    /// <summary>The field's smoothing.</summary>
    public SoftmaxOptions() => LabelSmoothing = 0.1;

    /// <summary>Whether ε goes to the other classes only.</summary>
    [LossOption("Share ε among the K − 1 other classes: the target gets 1 − ε.")]
    public bool SmoothOthersOnly { get; init; }

    /// <summary>Whether the loss has the classifier.</summary>
    [LossOption("Learn a linear classifier (weights and bias) on embeddings; else the input is logits.")]
    public bool Classifier { get; init; }

    internal override bool Learns => Classifier;
}

/// <summary>
/// Cross-entropy −Σ q·log softmax(z) with label smoothing q = (1−ε)·y + ε/K (Szegedy et al. 2016, arXiv:1512.00567).
/// The input is logits, or, with the option classifier, embeddings that a learned linear layer turns into logits.
/// Reduction: mean over the images.
/// </summary>
public sealed class SoftmaxLoss : Loss
{
    private readonly SoftmaxOptions _options;
    private readonly Parameter? _weights;
    private readonly Parameter? _bias;

    /// <summary>A classifier's weights are drawn from N(0, 0.001²), its bias is 0.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="size">Classes and dimension; not used without a classifier.</param>
    public SoftmaxLoss(SoftmaxOptions options, LossSize size)
        : base(Kind.Name, options)
    {
        _options = options;
        if (options.Classifier)
        {
            const double Deviation = 0.001;
            using var start = torch.zeros([size.Classes], size.Type, size.Device);
            _weights = LearnedCenters.Create(size, Deviation);
            _bias = torch.nn.Parameter(start);
            register_parameter("weights", _weights);
            register_parameter("bias", _bias);
        }
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<SoftmaxOptions>(
        "softmax_ce",
        "mean of −Σ q·log softmax(z), q = (1−ε)·y + ε/K",
        "Szegedy et al. 2016 (label smoothing), arXiv:1512.00567",
        (options, size) => new SoftmaxLoss(options, size));

    /// <summary>Whether it turns embeddings into logits itself; else its input is logits.</summary>
    public bool HasClassifier => _weights is not null;

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var logits = embeddings;
        if (_weights is not null)
        {
            LearnedCenters.Check(Name, _weights, embeddings, labels);
            logits = torch.nn.functional.linear(embeddings, _weights, _bias);
        }

        LossInput.CheckClasses(Name, labels, logits.shape[1]);
        return CrossEntropy.Of(logits, labels, _options.LabelSmoothing, _options.SmoothOthersOnly);
    }
}
