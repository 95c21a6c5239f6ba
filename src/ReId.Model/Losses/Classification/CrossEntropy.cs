using TorchSharp;

namespace ReId.Model.Losses.Classification;

/// <summary>Mean over images of −Σ q·log softmax(logits), q the smoothed target.</summary>
internal static class CrossEntropy
{
    /// <param name="logits">N×K.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="smoothing">ε from 0 to 1.</param>
    /// <param name="othersOnly">ε is shared by the K−1 other classes instead of all K.</param>
    public static LossTerms Of(torch.Tensor logits, torch.Tensor labels, double smoothing, bool othersOnly = false)
    {
        var surprise = logits.log_softmax(1).neg();
        var target = surprise.gather(1, labels.unsqueeze(1)).squeeze(1);
        var classes = logits.shape[1];
        if (smoothing == 0 || (othersOnly && classes == 1))
        {
            return new LossTerms(target.mean());
        }

        var all = surprise.sum(1);
        var spread = othersOnly ? (all - target) * (smoothing / (classes - 1)) : all * (smoothing / classes);
        return new LossTerms(((target * (1 - smoothing)) + spread).mean());
    }

    /// <summary>N×K mask of the targets.</summary>
    public static torch.Tensor Targets(torch.Tensor labels, long classes) =>
        labels.unsqueeze(1).eq(torch.arange(classes, torch.ScalarType.Int64, labels.device).unsqueeze(0));
}
