using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>A loss on the distance matrix of a batch.</summary>
public abstract class PairLoss : Loss
{
    private protected PairLoss(string name, PairLossOptions options)
        : base(name, options)
    {
        Distance = options.CreateDistance();
        Reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public override IDistance Distance { get; }

    /// <inheritdoc/>
    public override double CategoryMargin => !IsSoft && this is IMarginLoss loss ? loss.Margin : 0;

    private protected Reduction Reduction { get; }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels) =>
        FromDistances(Distance.Matrix(embeddings, embeddings), LabelMasks.Of(labels), labels);

    private protected abstract LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels);
}
