using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Embedding.Features;

/// <summary>
/// <c>reid features</c>: embeds many pictures into one .npy file and a text file of their names. A picture that cannot
/// be used is skipped in both, so that row i always belongs to line i, and is reported with its reason.
/// </summary>
public static class FeatureExtraction
{
    // Batches in flight from the disk: enough that the embedder's own decoding ahead never waits.
    private const int BatchesPerChunk = 4;

    /// <summary>Runs an extraction.</summary>
    /// <param name="options">What to embed with what, and where to.</param>
    /// <param name="progress">Told after every few batches; may be null.</param>
    /// <param name="cancellationToken">Stops; neither file is left behind.</param>
    /// <param name="registry">The families of extractors; null for the default ones.</param>
    /// <exception cref="ReIdException">
    /// Unusable weights, no pictures, not one usable picture, or an output that cannot be written.
    /// </exception>
    public static async Task<FeatureExtractionResult> RunAsync(
        FeatureExtractionOptions options, IProgress<FeatureExtractionProgress>? progress,
        CancellationToken cancellationToken, FeatureExtractorRegistry? registry = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var namesPath = NamesPath(options.Output);
        var images = ImageList.Read(options.Images);
        using var embedder = Embedder.Open(options.Embedder, registry);
        if (options.Raw && embedder.GivesUnitVectors)
        {
            options.Embedder.Notice?.Invoke(
                $"{options.Embedder.Weights} normalises inside its graph, so these features have length 1 although raw ones were asked for.");
        }

        try
        {
            using var features = new NpyWriter(options.Output, embedder.Model.Dimension);
            using var names = AtomicFile.Create(namesPath);
            var skipped = await EmbedAllAsync(options, images, embedder, features, names, progress, cancellationToken);
            if (features.Rows == 0)
            {
                throw new ReIdException($"none of the {images.Count} pictures of {options.Images} can be used: {skipped[0]}");
            }

            // Names first: whoever sees the features finds their names.
            AtomicFile.CommitBoth(names, features.Complete());
            return new FeatureExtractionResult(options.Output, namesPath, (int)features.Rows, skipped);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(options.Output, e);
        }
    }

    private static async Task<List<string>> EmbedAllAsync(
        FeatureExtractionOptions options, IReadOnlyList<(string Name, string Path)> images, Embedder embedder,
        NpyWriter features, AtomicFile.Pending names, IProgress<FeatureExtractionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var skipped = new List<string>();
        await using var text = new StreamWriter(names.Stream, leaveOpen: true) { NewLine = "\n" };
        var clock = Stopwatch.StartNew();
        var chunkSize = BatchesPerChunk * options.Embedder.BatchSize;
        for (var start = 0; start < images.Count; start += chunkSize)
        {
            var chunk = images.Skip(start).Take(chunkSize).ToList();
            var (pictures, unread) = await ReadAsync(chunk, cancellationToken);
            var batch = embedder.Embed(pictures, !options.Raw, cancellationToken);
            for (var i = 0; i < chunk.Count; i++)
            {
                if ((unread[i] ?? batch.Error(i)) is { } error)
                {
                    skipped.Add($"{chunk[i].Name} {error}");
                    continue;
                }

                features.Append(batch.Vector(i).Span);
                await text.WriteLineAsync(chunk[i].Name);
            }

            Report(progress, start + chunk.Count, images.Count, clock.Elapsed);
        }

        return skipped;
    }

    /// <summary>The bytes of each picture, or none and the reason: one that is gone or locked spoils only itself.</summary>
    private static async Task<(ReadOnlyMemory<byte>[] Pictures, string?[] Errors)> ReadAsync(
        List<(string Name, string Path)> images, CancellationToken cancellationToken)
    {
        var pictures = new ReadOnlyMemory<byte>[images.Count];
        var errors = new string?[images.Count];
        for (var i = 0; i < pictures.Length; i++)
        {
            try
            {
                pictures[i] = await File.ReadAllBytesAsync(images[i].Path, cancellationToken);
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

    private static string NamesPath(string output) =>
        Path.GetExtension(output).Equals(".npy", StringComparison.OrdinalIgnoreCase)
            ? Path.ChangeExtension(output, ".txt")
            : throw new ReIdException($"--out {output} does not end in .npy");
}
