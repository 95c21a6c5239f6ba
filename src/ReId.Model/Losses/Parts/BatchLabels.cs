using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>The identities of a batch on the host, where shapes are decided.</summary>
internal static class BatchLabels
{
    /// <summary>Every identity once, in ascending order.</summary>
    public static long[] Distinct(torch.Tensor labels)
    {
        using var host = labels.cpu();
        return [.. host.data<long>().ToArray().Distinct().Order()];
    }
}
