using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Studies.Running;

/// <summary>A gallery that is embedded once as it is, and searched with queries that are changed in several ways.</summary>
internal sealed class ChangedQueries
{
    private readonly DataSetFeatures _features;
    private readonly EvaluationSet _whole;
    private readonly EmbedderOptions _options;

    private ChangedQueries(DataSetFeatures features, EmbedderOptions options) =>
        (_features, _whole, _options) = (features, features.ToSet(), options);

    /// <summary>Id of the model.</summary>
    public string Model => _features.Model.Id;

    /// <summary>Embeds queries and gallery as they are.</summary>
    /// <exception cref="ReIdException">Unusable weights, or not one usable picture.</exception>
    public static async Task<ChangedQueries> EmbedAsync(
        DataSet data, EmbedderOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken) =>
        new(await DataSetFeatures.EmbedAsync(data, options, progress, cancellationToken).ConfigureAwait(false), options);

    /// <summary>Evaluates with changed queries.</summary>
    /// <param name="change">The change; null for the queries as they are.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public EvaluationReport Evaluate(QueryChange? change, CancellationToken cancellationToken)
    {
        var set = change is null ? _whole : Changed(change, cancellationToken);
        return FeatureEvaluation.Run(set, options: null, progress: null, cancellationToken);
    }

    private EvaluationSet Changed(QueryChange change, CancellationToken cancellationToken)
    {
        using var embedder = Embedder.Open(_options);
        var dimension = embedder.Model.Dimension;
        var values = new float[_features.Query.Count * dimension];
        var row = 0;
        foreach (var images in _features.Query.Chunk(4 * _options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var encoded = images.AsParallel().AsOrdered().Select(image => (ReadOnlyMemory<byte>)change.Apply(File.ReadAllBytes(image.Path))).ToArray();
            var batch = embedder.Embed(encoded, cancellationToken: cancellationToken);
            for (var i = 0; i < images.Length; i++, row++)
            {
                if (batch.Error(i) is { } error)
                {
                    throw new ReIdException($"{images[i].Path} {error} after it was changed: leave it out of the data set.");
                }

                batch.Vector(i).CopyTo(values.AsMemory(row * dimension));
            }
        }

        return new EvaluationSet(
            new FeatureMatrix(values, dimension, "the changed queries"), _whole.Gallery, _whole.Task.Queries, _whole.Task.Gallery,
            [.. Enumerable.Range(0, row).Select(_whole.Task.Self)]);
    }
}
