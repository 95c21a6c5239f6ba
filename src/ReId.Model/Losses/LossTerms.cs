using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>What a loss computes inside: its value and, where it has terms that can be zero, how many are not.</summary>
/// <param name="Value">Scalar with its graph.</param>
/// <param name="Active">Number of terms above zero, scalar; null where every term counts (softmax and its kin).</param>
/// <param name="Total">Number of valid terms, scalar; null likewise.</param>
public readonly record struct LossTerms(torch.Tensor Value, torch.Tensor? Active = null, torch.Tensor? Total = null)
{
    /// <summary>Its tensors, for whoever owns them.</summary>
    internal IEnumerable<torch.Tensor> Tensors() => new[] { Value, Active, Total }.OfType<torch.Tensor>();

    /// <summary>A count as a number. Waits for the device.</summary>
    internal static long? Number(torch.Tensor? count) => count is null ? null : (long)count;

    /// <summary>Share of the valid terms that is above zero; 0 without valid terms, null where there are no zero terms.</summary>
    internal static double? Share(long? active, long? total) => (active, total) switch
    {
        (null, _) or (_, null) => null,
        (_, 0) => 0,
        var (above, all) => (double)above / all,
    };
}
