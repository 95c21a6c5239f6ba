using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>What the two quadruplet losses share: the metric and the margins.</summary>
public abstract class QuadrupletLoss : Loss, IMarginLoss
{
    private (double First, double Second) _margins;

    private protected QuadrupletLoss(string name, QuadrupletOptions options, LossSize size)
        : base(name, options)
    {
        Options = options;
        _margins = (options.Margin1, options.Margin2);
        Distance = options.CreateDistance();
        if (options.Metric == QuadrupletMetric.Learned)
        {
            var learned = new LearnedMetric(size, options.Squared);
            foreach (var (parameterName, parameter) in learned.named_parameters())
            {
                register_parameter(parameterName, parameter);
            }

            Distance = learned;
        }
    }

    /// <summary>What the margins are compared with: the distance of the options, or the learned metric (squared where they say so).</summary>
    public override IDistance Distance { get; }

    /// <inheritdoc/>
    public override double CategoryMargin => Margin;

    /// <summary>
    /// The first margin in force: α₁ as options or schedule set it; with adaptive margins that of the batch evaluated last,
    /// the options' margin1 before any. Setting α₁ gives α₂ the proportion that the options have, so that α₂ never passes it.
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
        var distances = Distance.Matrix(embeddings, embeddings);
        if (Options.Margins == QuadrupletMargins.Adaptive)
        {
            _margins = Adapted(distances.detach(), masks);
        }

        return FromDistances(distances, masks, labels, _margins.First, _margins.Second);
    }

    private protected abstract LossTerms FromDistances(
        torch.Tensor distances, LabelMasks masks, torch.Tensor labels, double margin1, double margin2);

    // At the options' own α₁ their α₂ to the last bit; where that α₁ is 0, α₂ is 0 too and has no proportion to keep.
    private double Second(double first) =>
        first == Options.Margin1 || Options.Margin1 == 0 ? Options.Margin2 : first * Options.Margin2 / Options.Margin1;

    // Adaptive margins are numbers of the batch, not part of the graph, and never negative.
    private (double First, double Second) Adapted(torch.Tensor distances, LabelMasks masks)
    {
        var gap = Math.Max(0, (double)(Masked.Mean(distances, masks.Negative) - Masked.Mean(distances, masks.Positive)));
        return (Options.Weight1 * gap, Options.Weight2 * gap);
    }
}
