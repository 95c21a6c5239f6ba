using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Model.Golden.Evaluation;

/// <summary>k-reciprocal re-ranking in both forms.</summary>
internal sealed class KReciprocalCheck : IGoldenCheck
{
    public string Group => "rerank";

    public bool Handles(string name) => name is "k_reciprocal" or "k_reciprocal_torchreid";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var (queries, gallery) = (Features("query"), Features("gallery"));
        using var reranked = RerankedDistances.Create(queries, gallery, new KReciprocalOptions
        {
            K1 = golden.Options.GetProperty("k1").GetInt32(),
            K2 = golden.Options.GetProperty("k2").GetInt32(),
            Lambda = golden.Options.GetProperty("lam").GetDouble(),
            SquaredInput = golden.Name == "k_reciprocal_torchreid",
        });
        var (expected, columns) = GoldenCase.Matrix(golden.Expected.GetProperty("final_distance"));
        var actual = new float[queries.Rows * gallery.Rows];
        reranked.Fill(0, queries.Rows, actual, CancellationToken.None);
        comparison.Same("shape of the distances", columns == gallery.Rows && expected.Length == actual.Length);
        comparison.Add("distance", Array.ConvertAll(actual, v => (double)v), Array.ConvertAll(expected, v => (double)v), golden.AbsoluteTolerance);
        return null;

        FeatureMatrix Features(string name)
        {
            var (values, dimension) = GoldenCase.Matrix(golden.Inputs.GetProperty(name));
            return new FeatureMatrix(values, dimension, $"the {name} features");
        }
    }
}
