using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>A loss on the distance matrix of a batch.</summary>
public abstract class PairLoss : Loss
{
    private readonly IDistance _distance;

    private protected PairLoss(string name, PairLossOptions options)
        : base(name, options)
    {
        _distance = options.CreateDistance();
        Reduction = options.Reduction;
    }

    private protected Reduction Reduction { get; }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels) =>
        FromDistances(_distance.Matrix(embeddings, embeddings), LabelMasks.Of(labels), labels);

    private protected abstract LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels);
}
