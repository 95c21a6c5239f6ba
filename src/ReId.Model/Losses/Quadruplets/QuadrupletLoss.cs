using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>What the two quadruplet losses share: the metric and the margins.</summary>
public abstract class QuadrupletLoss : Loss, IMarginLoss
{
    private readonly LearnedMetric? _learned;
    private (double First, double Second) _margins;

    private protected QuadrupletLoss(string name, QuadrupletOptions options, LossSize size)
        : base(name, options)
    {
        Options = options;
        _margins = (options.Margin1, options.Margin2);
        Distance = options.CreateDistance();
        if (options.Metric == QuadrupletMetric.Learned)
        {
            _learned = new LearnedMetric(size);
            foreach (var (parameterName, parameter) in _learned.named_parameters())
            {
                register_parameter(parameterName, parameter);
            }
        }
    }

    /// <inheritdoc/>
    public override IDistance Distance { get; }

    /// <inheritdoc/>
    public override double CategoryMargin => Margin;

    /// <summary>
    /// The fixed margin α₁. Setting it gives α₂ the proportion that the options have, so that α₂ never passes α₁.
    /// </summary>
    /// <exception cref="ReIdException">The margins are adaptive.</exception>
    public double Margin
    {
        get => _margins.First;
        set
        {
            if (Options.Margins == QuadrupletMargins.Adaptive)
            {
                throw new ReIdException(
                    $"Loss '{Name}' has adaptive margins, which follow each batch: a margin schedule needs the option 'margins=fixed'.");
            }

            _margins = (value, Second(value));
        }
    }

    private protected QuadrupletOptions Options { get; }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var masks = LabelMasks.Of(labels);
        var distances = Metric(embeddings);
        var (margin1, margin2) = Margins(distances.detach(), masks);
        return FromDistances(distances, masks, labels, margin1, margin2);
    }

    private protected abstract LossTerms FromDistances(
        torch.Tensor distances, LabelMasks masks, torch.Tensor labels, double margin1, double margin2);

    private torch.Tensor Metric(torch.Tensor embeddings)
    {
        if (_learned is null)
        {
            return Distance.Matrix(embeddings, embeddings);
        }

        var learned = _learned.Matrix(embeddings);
        return Options.Squared ? learned.square() : learned;
    }

    // At the options' own α₁ their α₂ to the last bit; where that α₁ is 0, α₂ is 0 too and has no proportion to keep.
    private double Second(double first) =>
        first == Options.Margin1 || Options.Margin1 == 0 ? Options.Margin2 : first * Options.Margin2 / Options.Margin1;

    // Adaptive margins are numbers of the batch, not part of the graph, and never negative.
    private (double First, double Second) Margins(torch.Tensor distances, LabelMasks masks)
    {
        if (Options.Margins == QuadrupletMargins.Fixed)
        {
            return _margins;
        }

        var gap = Math.Max(0, (double)(Masked.Mean(distances, masks.Negative) - Masked.Mean(distances, masks.Positive)));
        return (Options.Weight1 * gap, Options.Weight2 * gap);
    }
}
