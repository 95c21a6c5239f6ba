using ReId.Model.Distances;
using ReId.Model.Losses.Centers;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Classification;

/// <summary>A classifier on angles: class weights (a learned parameter <c>weights</c>, classes × dimension) are normalised, there is no bias.</summary>
public abstract class CosineClassifierLoss : Loss
{
    // Directions count, lengths do not: any deviation would do.
    private const double Deviation = 0.01;

    private readonly Parameter _weights;
    private readonly double _smoothing;

    private protected CosineClassifierLoss(string name, ClassificationOptions options, LossSize size)
        : base(name, options)
    {
        _smoothing = options.LabelSmoothing;
        _weights = LearnedCenters.Create(size, Deviation);
        register_parameter("weights", _weights);
    }

    /// <inheritdoc/>
    protected internal sealed override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        LearnedCenters.Check(Name, _weights, embeddings, labels);
        var directions = VectorNorm.Normalize(_weights);
        return CrossEntropy.Of(Logits(embeddings, directions, labels), labels, _smoothing);
    }

    /// <summary>N×K logits from N×D embeddings (not normalised) and K×D unit directions.</summary>
    private protected abstract torch.Tensor Logits(torch.Tensor embeddings, torch.Tensor directions, torch.Tensor labels);
}
