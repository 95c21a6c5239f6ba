using System.Runtime.InteropServices;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Benchmarks.Rounds;

/// <summary>Scores a data set of features, with or without re-ranking.</summary>
internal sealed class EvaluationJob : IRoundJob
{
    private readonly EvaluationSet _set;
    private readonly EvaluationOptions _options;

    public EvaluationJob(string folder, int queries, int gallery, int dimension, bool rerank)
    {
        var labels = Labels(Path.Combine(folder, "labels.i32"), 2 * (queries + gallery));
        _set = new EvaluationSet(
            new FeatureMatrix(VectorFile.Read(Path.Combine(folder, "queries.f32"), queries, dimension), dimension, "the queries"),
            new FeatureMatrix(VectorFile.Read(Path.Combine(folder, "gallery.f32"), gallery, dimension), dimension, "the gallery"),
            new RetrievalLabels(labels[..queries], labels[queries..(2 * queries)]),
            new RetrievalLabels(labels[(2 * queries)..((2 * queries) + gallery)], labels[((2 * queries) + gallery)..]));
        _options = new EvaluationOptions { Rerank = rerank ? new KReciprocalOptions() : null };
    }

    // Thousandths: the last digits depend on the order of additions.
    public long? Run() => (long)Math.Round(1000 * FeatureEvaluation.Run(_set, _options).MeanAveragePrecision.Value);

    public void Dispose()
    {
    }

    private static int[] Labels(string path, int count)
    {
        var values = new int[count];
        using var file = File.OpenRead(path);
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
