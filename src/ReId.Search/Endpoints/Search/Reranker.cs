using ReId.Index;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Search.Endpoints.Search;

/// <summary>Orders the best results again by k-reciprocal neighbours (Zhong et al., 2017) among themselves.</summary>
internal sealed class Reranker(IGallery gallery)
{
    /// <summary>How many of the best are ordered again.</summary>
    public const int Depth = 100;

    // Fewer pictures than this have no neighbourhood worth speaking of.
    private const int Fewest = 3;

    public async Task<IReadOnlyList<SearchHit>> OrderAsync(
        IReadOnlyList<SearchHit> hits, IReadOnlyList<float[]> queries, string modelId, CancellationToken cancellationToken)
    {
        var head = hits.Take(Depth).ToList();
        if (head.Count < Fewest)
        {
            return hits;
        }

        var dimension = queries[0].Length;
        var vectors = new float[head.Count * dimension];
        for (var i = 0; i < head.Count; i++)
        {
            // A crop that was removed a moment ago keeps a zero vector and falls back.
            (await gallery.FindVectorAsync(head[i].Crop.CropId, modelId, cancellationToken))?.CopyTo(vectors, i * dimension);
        }

        return await Task.Run(() => Order(hits, head, queries, new FeatureMatrix(vectors, dimension, "the results"), cancellationToken), cancellationToken);
    }

    private static IReadOnlyList<SearchHit> Order(
        IReadOnlyList<SearchHit> hits, List<SearchHit> head, IReadOnlyList<float[]> queries, FeatureMatrix results, CancellationToken cancellationToken)
    {
        var dimension = queries[0].Length;
        var probes = new FeatureMatrix([.. queries.SelectMany(query => query)], dimension, "the query").Normalised();
        var k1 = Math.Min(new KReciprocalOptions().K1, head.Count - 1);
        var options = new KReciprocalOptions { K1 = k1, K2 = Math.Min(new KReciprocalOptions().K2, k1) };
        using var distances = RerankedDistances.Create(probes, results, options, cancellationToken: cancellationToken);
        var rows = new float[queries.Count * head.Count];
        distances.Fill(0, queries.Count, rows, cancellationToken);
        var order = Enumerable.Range(0, head.Count)
            .OrderBy(i => Enumerable.Range(0, queries.Count).Min(q => rows[(q * head.Count) + i]));
        return [.. order.Select(i => head[i]), .. hits.Skip(head.Count)];
    }
}
