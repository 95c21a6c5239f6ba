using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>Lloyd's k-means in FAISS. Safe from any thread.</summary>
public static unsafe class FaissKMeans
{
    /// <summary>Divides points into clusters.</summary>
    /// <param name="points">Rows of <paramref name="dimension"/> finite floats, at least as many as clusters.</param>
    /// <param name="dimension">Floats in a point.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="progress">Hears of each iteration, on the calling thread.</param>
    /// <param name="cancellation">Stops after the iteration under way.</param>
    /// <exception cref="FaissException">There are fewer points than clusters, or a value is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FaissKMeansResult Run(
        ReadOnlySpan<float> points,
        int dimension,
        int clusters,
        FaissKMeansOptions? options = null,
        IProgress<FaissKMeansProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        if (points.IsEmpty || points.Length % dimension != 0)
        {
            throw new ArgumentException($"{points.Length} floats are no whole number of points of {dimension} floats.", nameof(points));
        }

        cancellation.ThrowIfCancellationRequested();
        var native = Native(options ?? new FaissKMeansOptions(), clusters);
        var count = points.Length / dimension;
        var centroids = new float[checked(clusters * dimension)];
        var assignments = new long[count];
        var distances = new float[count];
        var watcher = new KMeansWatcher(progress, cancellation);
        var context = GCHandle.Alloc(watcher);
        try
        {
            fixed (float* x = points, c = centroids, y = distances)
            fixed (long* a = assignments)
            {
                var status = NativeMethods.reid_faiss_kmeans(
                    count, dimension, x, &native, &KMeansWatcher.Hear, GCHandle.ToIntPtr(context), c, a, y, out var objective);
                if (watcher.Failure is { } failure)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                if (status != (int)NativeStatus.Ok)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                NativeError.Check(status);
                return new FaissKMeansResult(centroids, Array.ConvertAll(assignments, id => (int)id), distances, objective);
            }
        }
        finally
        {
            context.Free();
        }
    }

    private static NativeKMeansOptions Native(FaissKMeansOptions options, int clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Redo, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPointsPerCentroid, 1);
        return new NativeKMeansOptions
        {
            Clusters = clusters,
            Iterations = options.Iterations,
            Redo = options.Redo,
            Seed = options.Seed,
            Spherical = options.Spherical ? 1 : 0,
            MaxPointsPerCentroid = options.MaxPointsPerCentroid,
        };
    }
}
