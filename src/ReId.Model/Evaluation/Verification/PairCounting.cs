using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// Compares every picture with every other, in blocks, and keeps only the histogram. Where cameras are known, pairs of
/// one identity by one camera are left out: neighbouring frames are alike whatever the model.
/// </summary>
public static class PairCounting
{
    /// <summary>Counts all pairs, each once.</summary>
    /// <param name="pictures">Vectors of any length, and their labels.</param>
    /// <param name="progress">Told the number of pictures done, after every block; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static SimilarityHistogram Count(
        LabelledFeatures pictures, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var histogram = new SimilarityHistogram();
        var gate = new Lock();
        var count = pictures.Labels.Count;
        if (count == 0)
        {
            return histogram;
        }

        var features = pictures.Features.Normalised();
        using var products = new ProductRows(features, features);
        int[] identities = [.. pictures.Labels.Identities];
        int[]? cameras = pictures.Labels.Cameras is { } known ? [.. known] : null;
        var rowsPerBlock = DistanceBlocks.Rows(count, count);
        var block = new float[rowsPerBlock * count];
        for (var first = 0; first < count; first += rowsPerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(rowsPerBlock, count - first);
            products.Fill(first, rows, block);
            Parallel.For(
                0, rows, new ParallelOptions { CancellationToken = cancellationToken },
                () => new SimilarityHistogram(),
                (i, _, part) => CountRow(part, block.AsSpan(i * count, count), first + i, identities, cameras),
                part =>
                {
                    lock (gate)
                    {
                        histogram.Add(part);
                    }
                });
            progress?.Report(first + rows);
        }

        return histogram;
    }

    private static SimilarityHistogram CountRow(
        SimilarityHistogram part, ReadOnlySpan<float> row, int picture, int[] identities, int[]? cameras)
    {
        for (var other = picture + 1; other < row.Length; other++)
        {
            var same = identities[picture] == identities[other];
            if (!same || cameras is null || cameras[picture] != cameras[other])
            {
                part.Add(row[other], same);
            }
        }

        return part;
    }
}
