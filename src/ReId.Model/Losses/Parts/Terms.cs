using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>Terms of a loss and their reduction.</summary>
internal static class Terms
{
    // Beyond it log(1 + eˣ) is x to the last bit of float64.
    private const double Linear = 50;

    /// <summary>max(0, x + margin), or log(1 + eˣ) for the soft margin.</summary>
    public static torch.Tensor Hinge(torch.Tensor difference, double margin, bool soft) =>
        soft ? Softplus(difference) : (difference + margin).relu();

    /// <summary>log(1 + eˣ), exact for all x.</summary>
    public static torch.Tensor Softplus(torch.Tensor x) => torch.nn.functional.softplus(x, 1, Linear);

    /// <summary>Reduces the terms that are valid.</summary>
    /// <param name="terms">Of any shape.</param>
    /// <param name="valid">Mask of that shape.</param>
    /// <param name="reduction">Which mean, or the sum.</param>
    public static LossTerms Reduce(torch.Tensor terms, torch.Tensor valid, Reduction reduction)
    {
        var kept = terms.masked_fill(valid.logical_not(), 0.0);
        var (active, total) = (kept.detach().gt(0.0).sum(), valid.sum());
        return new LossTerms(Divide(kept.sum(), active, total, reduction), active, total);
    }

    /// <summary>A sum divided as the reduction asks; by 1 where there is nothing to average.</summary>
    public static torch.Tensor Divide(torch.Tensor sum, torch.Tensor active, torch.Tensor total, Reduction reduction) => reduction switch
    {
        Reduction.Sum => sum,
        Reduction.MeanNonzero => sum / active.clamp_min(1L),
        _ => sum / total.clamp_min(1L),
    };
}
