using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Embedding.Features;

/// <summary>
/// <c>reid features</c>: embeds many pictures into one .npy file and a text file of their names. A picture that cannot
/// be used is skipped in both, so that row i always belongs to line i, and is reported with its reason.
/// </summary>
public static class FeatureExtraction
{
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
            var (skipped, zeros) = await EmbedAllAsync(options, images, embedder, features, names, progress, cancellationToken);
            if (features.Rows == 0)
            {
                throw new ReIdException($"none of the {images.Count} pictures of {options.Images} can be used: {skipped[0]}");
            }

            // Names first: whoever sees the features finds their names.
            AtomicFile.CommitAll(names, features.Complete());
            return new FeatureExtractionResult(options.Output, namesPath, (int)features.Rows, skipped, zeros);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(options.Output, e);
        }
    }

    private static async Task<(List<string> Skipped, List<string> Zeros)> EmbedAllAsync(
        FeatureExtractionOptions options, IReadOnlyList<(string Name, string Path)> images, Embedder embedder,
        NpyWriter features, AtomicFile.Pending names, IProgress<FeatureExtractionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (skipped, zeros) = (new List<string>(), new List<string>());
        await using var text = new StreamWriter(names.Stream, leaveOpen: true) { NewLine = "\n" };
        await PictureEmbedding.RunAsync(
            embedder, [.. images.Select(image => image.Path)], options.Embedder.BatchSize, !options.Raw, Take, progress, cancellationToken);
        return (skipped, zeros);

        void Take(int index, ReadOnlyMemory<float> vector, string? error)
        {
            if (error is not null)
            {
                skipped.Add($"{images[index].Name} {error}");
                return;
            }

            if (FeatureNormalisation.IsZero(vector.Span))
            {
                zeros.Add($"{images[index].Name} {FeatureNormalisation.ZeroVector}");
            }

            features.Append(vector.Span);
            text.WriteLine(images[index].Name);
        }
    }

    private static string NamesPath(string output) =>
        Path.GetExtension(output).Equals(".npy", StringComparison.OrdinalIgnoreCase)
            ? Path.ChangeExtension(output, ".txt")
            : throw new ReIdException($"--out {output} does not end in .npy");
}
