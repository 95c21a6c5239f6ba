using System.Diagnostics;

namespace ReId.Model.Embedding.Features;

/// <summary>Embeds the pictures of a list of files, a few batches at a time; one that cannot be used spoils only itself.</summary>
internal static class PictureEmbedding
{
    // Batches in flight from the disk: enough that the embedder's own decoding ahead never waits.
    private const int BatchesPerChunk = 4;

    /// <summary>Embeds all pictures, in order.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="paths">The files.</param>
    /// <param name="batchSize">The embedder's batch size.</param>
    /// <param name="normalise">Scale every vector to length 1.</param>
    /// <param name="take">Gets, for every picture in order, its number and its vector, or why it has none.</param>
    /// <param name="progress">Told after every few batches; may be null.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task RunAsync(
        Embedder embedder, IReadOnlyList<string> paths, int batchSize, bool normalise, Action<int, ReadOnlyMemory<float>, string?> take,
        IProgress<FeatureExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var chunkSize = BatchesPerChunk * batchSize;
        for (var start = 0; start < paths.Count; start += chunkSize)
        {
            var count = Math.Min(chunkSize, paths.Count - start);
            var (pictures, unread) = await ReadAsync(paths, start, count, cancellationToken);
            var batch = embedder.Embed(pictures, normalise, cancellationToken);
            for (var i = 0; i < count; i++)
            {
                var error = unread[i] ?? batch.Error(i);
                take(start + i, error is null ? batch.Vector(i) : default, error);
            }

            Report(progress, start + count, paths.Count, clock.Elapsed);
        }
    }

    /// <summary>The bytes of each picture, or none and the reason: one that is gone or locked spoils only itself.</summary>
    private static async Task<(ReadOnlyMemory<byte>[] Pictures, string?[] Errors)> ReadAsync(
        IReadOnlyList<string> paths, int start, int count, CancellationToken cancellationToken)
    {
        var pictures = new ReadOnlyMemory<byte>[count];
        var errors = new string?[count];
        for (var i = 0; i < count; i++)
        {
            try
            {
                pictures[i] = await File.ReadAllBytesAsync(paths[start + i], cancellationToken);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                errors[i] = "does not exist";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // ArgumentException: a binary file given as a list has "names" that no path can have.
                errors[i] = $"cannot be read: {e.Message}";
            }
        }

        return (pictures, errors);
    }

    private static void Report(IProgress<FeatureExtractionProgress>? progress, int done, int total, TimeSpan elapsed)
    {
        var rate = done / Math.Max(elapsed.TotalSeconds, 1e-9);
        progress?.Report(new FeatureExtractionProgress(done, total, rate, TimeSpan.FromSeconds((total - done) / rate)));
    }
}
