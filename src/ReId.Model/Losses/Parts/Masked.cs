using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>Row-wise operations over the entries that a mask allows; rows without any give finite values.</summary>
internal static class Masked
{
    // Stands for infinity where infinity would give NaN; its exponential is 0 in float32 and float64.
    private const double Far = 1e30;

    /// <summary>log Σ exp over the allowed entries; −1e30 for a row without any.</summary>
    public static torch.Tensor LogSumExp(torch.Tensor values, torch.Tensor mask) =>
        values.masked_fill(mask.logical_not(), -Far).logsumexp(1);

    /// <summary>Softmax over the allowed entries, 0 elsewhere.</summary>
    public static torch.Tensor Softmax(torch.Tensor values, torch.Tensor mask)
    {
        var barred = mask.logical_not();
        return values.masked_fill(barred, -Far).softmax(1).masked_fill(barred, 0.0);
    }

    /// <summary>Largest allowed entry of each row; equal ones share the gradient. 0 for a row without any.</summary>
    public static torch.Tensor Max(torch.Tensor values, torch.Tensor mask) => Extreme(values, mask, -Far, largest: true);

    /// <summary>Smallest allowed entry of each row; equal ones share the gradient. 0 for a row without any.</summary>
    public static torch.Tensor Min(torch.Tensor values, torch.Tensor mask) => Extreme(values, mask, Far, largest: false);

    /// <summary>Mean of the allowed entries of the whole matrix; 0 without any.</summary>
    public static torch.Tensor Mean(torch.Tensor values, torch.Tensor mask) =>
        values.masked_fill(mask.logical_not(), 0.0).sum() / mask.sum().clamp_min(1L);

    private static torch.Tensor Extreme(torch.Tensor values, torch.Tensor mask, double filler, bool largest)
    {
        var filled = values.masked_fill(mask.logical_not(), filler);
        var found = largest ? filled.amax([1]) : filled.amin([1]);
        return found.masked_fill(mask.sum(1).eq(0L), 0.0);
    }
}
