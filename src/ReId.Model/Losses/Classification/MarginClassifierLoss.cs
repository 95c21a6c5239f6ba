using ReId.Model.Distances;
using TorchSharp;

namespace ReId.Model.Losses.Classification;

/// <summary>A classifier on angles whose own class must win by a margin: cross-entropy over scaled cosines, the target's changed.</summary>
public abstract class MarginClassifierLoss : CosineClassifierLoss, IMarginLoss
{
    private readonly double _scale;

    private protected MarginClassifierLoss(string name, ClassificationOptions options, double scale, double margin, LossSize size)
        : base(name, options, size) => (_scale, Margin) = (scale, margin);

    /// <summary>The margin m: an angle in radians or a difference of cosines, as the loss says.</summary>
    public double Margin { get; set; }

    private protected sealed override torch.Tensor Logits(torch.Tensor embeddings, torch.Tensor directions, torch.Tensor labels)
    {
        var unit = VectorNorm.Normalize(embeddings);
        var cosine = unit.matmul(directions.t());
        var own = cosine.gather(1, labels.unsqueeze(1));
        var target = Target(own, unit, directions.index_select(0, labels));
        return torch.where(CrossEntropy.Targets(labels, directions.shape[0]), target, cosine) * _scale;
    }

    /// <summary>The target's logit before scaling, N×1.</summary>
    /// <param name="cosine">cos θ to the own class, N×1.</param>
    /// <param name="unit">Embeddings of length 1, N×D.</param>
    /// <param name="directions">The own classes' directions, N×D.</param>
    private protected abstract torch.Tensor Target(torch.Tensor cosine, torch.Tensor unit, torch.Tensor directions);
}
