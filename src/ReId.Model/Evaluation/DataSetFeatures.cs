using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Features;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation;

/// <summary>The embedded query and gallery of a data set, in the data set's order, without the pictures that failed.</summary>
public sealed class DataSetFeatures
{
    private readonly Dictionary<string, int> _rows;
    private readonly FeatureMatrix _features;

    private DataSetFeatures(DataSet data, ModelInfo model, FeatureMatrix features, Dictionary<string, int> rows, IReadOnlyList<string> skipped)
    {
        (_features, _rows, Model, Skipped) = (features, rows, model, skipped);
        Query = [.. data.Query.Where(image => rows.ContainsKey(image.Path))];
        Gallery = [.. data.Gallery.Where(image => rows.ContainsKey(image.Path))];
        HasCameras = data.HasCameras;
    }

    /// <summary>The model that embedded them.</summary>
    public ModelInfo Model { get; }

    /// <summary>Queries that have a vector.</summary>
    public IReadOnlyList<DataSetImage> Query { get; }

    /// <summary>Gallery pictures that have a vector, junk included.</summary>
    public IReadOnlyList<DataSetImage> Gallery { get; }

    /// <summary>Pictures that could not be used, each with its reason.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>True when the pictures know their cameras.</summary>
    public bool HasCameras { get; }

    /// <summary>Embeds query and gallery; a picture that is in both is embedded once.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">The model and where it runs.</param>
    /// <param name="progress">Told after every few batches; may be null.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <param name="registry">The families of extractors; null for the default ones.</param>
    /// <exception cref="ReIdException">No queries, no gallery, unusable weights, not one usable picture, or a vector of zeros.</exception>
    public static async Task<DataSetFeatures> EmbedAsync(
        DataSet data, EmbedderOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken,
        FeatureExtractorRegistry? registry = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (data.Query.Count == 0 || data.Gallery.Count == 0)
        {
            throw new ReIdException($"The data set has {data.Query.Count} queries and {data.Gallery.Count} gallery pictures: it needs both.");
        }

        string[] paths = [.. data.Query.Concat(data.Gallery).Select(image => image.Path).Distinct(StringComparer.Ordinal)];
        using var embedder = Embedder.Open(options, registry);
        var dimension = embedder.Model.Dimension;
        var values = (long)paths.Length * dimension <= Array.MaxLength
            ? new float[paths.Length * dimension]
            : throw new ReIdException(
                $"{paths.Length} pictures of {dimension} components each are too many to evaluate at once: {Array.MaxLength / dimension} at most.");
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var skipped = new List<string>();
        await PictureEmbedding.RunAsync(
            embedder, paths, options.BatchSize, normalise: true, Take, progress is null ? null : new Stage(progress), cancellationToken);
        if (rows.Count == 0)
        {
            throw new ReIdException($"None of the {paths.Length} pictures can be used: {skipped[0]}.");
        }

        return new DataSetFeatures(
            data, embedder.Model, new FeatureMatrix(values[..(rows.Count * dimension)], dimension, "the features"), rows, skipped);

        void Take(int index, ReadOnlyMemory<float> vector, string? error)
        {
            if (error is not null)
            {
                skipped.Add($"{paths[index]} {error}");
                return;
            }

            if (FeatureNormalisation.IsZero(vector.Span))
            {
                throw new ReIdException($"{paths[index]} {FeatureNormalisation.ZeroVector}: leave it out of the data set, or take another model.");
            }

            vector.CopyTo(values.AsMemory(rows.Count * dimension));
            rows.Add(paths[index], rows.Count);
        }
    }

    /// <summary>The vector of a picture of <see cref="Query"/> or <see cref="Gallery"/>.</summary>
    /// <param name="image">The picture.</param>
    public ReadOnlySpan<float> Vector(DataSetImage image) => _features.Row(_rows[image.Path]);

    /// <summary>What an evaluation needs of it.</summary>
    /// <exception cref="ReIdException">No query or no gallery picture could be used.</exception>
    public EvaluationSet ToSet()
    {
        var (identities, cameras) = (new LabelTable(), new LabelTable());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Gallery.Count; i++)
        {
            places.TryAdd(Gallery[i].Path, i);
        }

        int[] self = [.. Query.Select(image => places.GetValueOrDefault(image.Path, -1))];
        return new EvaluationSet(
            _features.Select([.. Query.Select(image => _rows[image.Path])]),
            _features.Select([.. Gallery.Select(image => _rows[image.Path])]),
            Labels(Query), Labels(Gallery), self);

        RetrievalLabels Labels(IReadOnlyList<DataSetImage> images) => new(
            [.. images.Select(image => identities.Identity(image.Identity))],
            HasCameras ? [.. images.Select(image => cameras.Number(image.Camera!))] : null);
    }

    private sealed class Stage(IProgress<EvaluationProgress> progress) : IProgress<FeatureExtractionProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(FeatureExtractionProgress value) =>
            progress.Report(new EvaluationProgress("embedding", value.Done, value.Total, _clock.Elapsed));
    }
}
