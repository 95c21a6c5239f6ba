using System.Text.Json;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Golden.Evaluation;

/// <summary>Runs the evaluator on the distances and labels of a golden file.</summary>
internal static class GoldenRetrieval
{
    public static (GivenDistances Distances, RetrievalTask Task) Read(JsonElement inputs)
    {
        var queries = new RetrievalLabels(
            GoldenCase.Integers(inputs.GetProperty("query_pids")), GoldenCase.Integers(inputs.GetProperty("query_camids")));
        var gallery = new RetrievalLabels(
            GoldenCase.Integers(inputs.GetProperty("gallery_pids")), GoldenCase.Integers(inputs.GetProperty("gallery_camids")));
        var (values, _) = GoldenCase.Matrix(inputs.GetProperty("distances"));
        return (new GivenDistances(values, queries.Count, gallery.Count), new RetrievalTask(queries, gallery));
    }

    public static RetrievalScores Evaluate(JsonElement inputs, params double[] rates)
    {
        var (distances, task) = Read(inputs);
        return RetrievalEvaluator.Evaluate(distances, task, new RetrievalOptions { FalsePositiveRates = rates });
    }
}
