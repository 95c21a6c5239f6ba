using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Features;
using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Evaluation.Pairs;

/// <summary>LFW's protocol on a list of pairs: squared Euclidean distance of vectors of length 1, thresholds of the other folds.</summary>
public static class PairListEvaluation
{
    /// <summary>The FAR at which VAL is given, as in the FaceNet paper.</summary>
    public const double FalseAcceptRate = 1e-3;

    /// <summary>Embeds the pictures of a list and measures its pairs.</summary>
    /// <param name="path">The list.</param>
    /// <param name="root">The folder with a folder for each name.</param>
    /// <param name="options">The model and where it runs.</param>
    /// <param name="progress">Told after every few batches; may be null.</param>
    /// <param name="registry">The families of extractors; null for the default ones.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="ReIdException">
    /// A damaged list, or a picture that is missing or unusable: leaving a pair out would make the numbers incomparable.
    /// </exception>
    public static async Task<PairListReport> RunAsync(
        string path, string root, EmbedderOptions options, IProgress<EvaluationProgress>? progress = null,
        FeatureExtractorRegistry? registry = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var list = PairList.Read(path);
        var pictures = new PairPictures(root, path);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        (int First, int Second)[] pairs = [.. list.Pairs.Select(pair => (
            Row(pictures.Find(pair.FirstName, pair.FirstNumber, pair.Line)),
            Row(pictures.Find(pair.SecondName, pair.SecondNumber, pair.Line))))];
        using var embedder = Embedder.Open(options, registry);
        var vectors = await EmbedAsync(embedder, [.. rows.Keys], options.BatchSize, progress, cancellationToken);
        var dimension = embedder.Model.Dimension;
        bool[] same = [.. list.Pairs.Select(pair => pair.Same)];
        var verification = PairVerification.FromVectors(
            Gather(pairs.Select(pair => pair.First)), Gather(pairs.Select(pair => pair.Second)), dimension, same);
        var curve = new RocCurve(
            [.. verification.Distances.Where((_, i) => same[i]).Select(d => (float)d)],
            [.. verification.Distances.Where((_, i) => !same[i]).Select(d => (float)d)]);
        var different = same.Count(s => !s);
        return new PairListReport(
            embedder.Model.Id, pairs.Length, rows.Count, verification.InFolds(list.Folds, FalseAcceptRate),
            FalseAcceptRate * different * (list.Folds - 1) / list.Folds * (1 + 1e-12) >= 1, curve.Area(), curve.EqualErrorRate());

        int Row(string file)
        {
            if (!rows.TryGetValue(file, out var row))
            {
                rows[file] = row = rows.Count;
            }

            return row;
        }

        float[] Gather(IEnumerable<int> numbers) => [.. numbers.SelectMany(row => vectors[row])];
    }

    private static async Task<float[][]> EmbedAsync(
        Embedder embedder, string[] files, int batchSize, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var vectors = new float[files.Length][];
        var stage = StageProgress.Create(progress, "embedding", files.Length);
        await PictureEmbedding.RunAsync(
            embedder, files, batchSize, normalise: true, Take,
            stage is null ? null : new Counted(stage), cancellationToken);
        return vectors;

        void Take(int index, ReadOnlyMemory<float> vector, string? error)
        {
            vectors[index] = error is null && !FeatureNormalisation.IsZero(vector.Span)
                ? vector.ToArray()
                : throw new ReIdException($"{files[index]} {error ?? FeatureNormalisation.ZeroVector}: every pair of the list must be usable.");
        }
    }

    private sealed class Counted(IProgress<int> stage) : IProgress<FeatureExtractionProgress>
    {
        public void Report(FeatureExtractionProgress value) => stage.Report(value.Done);
    }
}
