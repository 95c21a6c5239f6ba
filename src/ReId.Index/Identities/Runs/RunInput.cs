using ReId.Contracts;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Identities;

/// <summary>What a run reads: the crops, and their vectors once, row by row.</summary>
internal sealed record RunInput(List<RunCrop> Crops, ClusterFeatures Features)
{
    private const int Told = 4096;

    public static async Task<RunInput> ReadAsync(
        Gallery gallery, IIdentityLookup lookup, string modelId, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var counts = (await gallery.StatsAsync(cancellationToken)).Models.GetValueOrDefault(modelId);
        if (counts is not { Vectors: > 0 })
        {
            throw new ReIdException($"There is nothing to cluster: the gallery has no vectors of model '{modelId}'.");
        }

        progress?.Report(new ClusteringProgress("read", 0, counts.Vectors, clock.Elapsed));

        // Crops that arrive while we read are for the next run: there is room for those that were counted.
        var (most, dimension) = (Rows(counts.Vectors, counts.Dimension), counts.Dimension);
        var values = new float[most * dimension];
        var rows = new List<GalleryVector>(most);
        await foreach (var vector in gallery.VectorsAsync(modelId, cancellationToken))
        {
            if (rows.Count == most)
            {
                break;
            }

            vector.Vector.CopyTo(values.AsMemory(rows.Count * dimension));
            rows.Add(vector with { Vector = values.AsMemory(rows.Count * dimension, dimension) });
            if (rows.Count % Told == 0)
            {
                progress?.Report(new ClusteringProgress("read", rows.Count, most, clock.Elapsed));
            }
        }

        progress?.Report(new ClusteringProgress("read", rows.Count, rows.Count, clock.Elapsed));
        var crops = rows.ConvertAll(row => new RunCrop(
            row.CropId, row.TrackletId, row.Camera, row.CapturedAt, lookup.IdentityOf(row.CropId), row.Vector));
        return new RunInput(crops, new ClusterFeatures(values.AsMemory(0, rows.Count * dimension), dimension));
    }

    /// <summary>The number of vectors, which must fit into one array.</summary>
    /// <exception cref="ReIdException">They do not.</exception>
    internal static int Rows(long vectors, int dimension)
    {
        var most = Array.MaxLength / dimension;
        return vectors <= most ? (int)vectors : throw new ReIdException(
            $"The gallery has {vectors} vectors of {dimension} components, and one run clusters at most {most} such: keep crops for a shorter time (reid cameras retention), or divide the cameras among several galleries.");
    }
}
