using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>The ordered positive pairs of a batch, a piece at a time.</summary>
internal static class PositivePairs
{
    /// <param name="positive">N×N mask.</param>
    /// <param name="size">Pairs in a piece.</param>
    /// <returns>Anchors and positives, int64 vectors; they live until the next piece is asked for.</returns>
    public static IEnumerable<(torch.Tensor Anchors, torch.Tensor Positives)> Pieces(torch.Tensor positive, long size)
    {
        using var pairs = positive.nonzero();
        var count = pairs.shape[0];
        for (long start = 0; start < count; start += size)
        {
            using var piece = pairs.narrow(0, start, Math.Min(size, count - start));
            using var anchors = piece.select(1, 0).contiguous();
            using var positives = piece.select(1, 1).contiguous();
            yield return (anchors, positives);
        }
    }
}
