using System.Text.Json;
using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Golden.Evaluation;

/// <summary>CMC, mAP, mINP and trapezoidal mAP.</summary>
internal sealed class RankingCheck : IGoldenCheck
{
    // Each number of the files, and what it is here.
    private static readonly Dictionary<string, Func<RetrievalScores, double>> s_numbers = new(StringComparer.Ordinal)
    {
        ["rank1"] = s => s.Cmc(1),
        ["rank5"] = s => s.Cmc(5),
        ["rank10"] = s => s.Cmc(10),
        ["mAP"] = s => s.MeanAveragePrecision,
        ["mINP"] = s => s.MeanInversePenalty,
        ["mAP_over_valid_queries"] = s => s.MeanTrapezoidalPrecision,
        ["mAP_over_all_queries"] = s => s.Scores.Sum(q => q.TrapezoidalPrecision) / s.Queries,
        ["rank1_over_all_queries"] = s => s.Scores.Count(q => q.FirstRank == 1) / (double)s.Queries,
    };

    private static readonly Dictionary<string, Func<QueryScore, double>> s_lists = new(StringComparer.Ordinal)
    {
        ["valid_queries"] = q => q.Query,
        ["ap_per_valid_query"] = q => q.AveragePrecision,
        ["inp_per_valid_query"] = q => q.InversePenalty,
        ["first_hit_rank_zero_based"] = q => q.FirstRank - 1,
        ["ap_per_query"] = q => q.TrapezoidalPrecision,
    };

    public string Group => "eval";

    public bool Handles(string name) => name is "market1501_cmc_map" or "minp" or "map_trapezoidal";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var scores = GoldenRetrieval.Evaluate(golden.Inputs);
        var tolerance = golden.AbsoluteTolerance;
        foreach (var expected in golden.Expected.EnumerateObject())
        {
            if (s_numbers.TryGetValue(expected.Name, out var number))
            {
                comparison.Add(expected.Name, number(scores), expected.Value.GetDouble(), tolerance);
            }
            else if (expected.Name == "cmc")
            {
                double[] cmc = [.. Enumerable.Range(1, expected.Value.GetArrayLength()).Select(scores.Cmc)];
                comparison.Add("cmc", cmc, GoldenCase.Doubles(expected.Value), tolerance);
            }
            else
            {
                // In a list over all queries, those without a match are null.
                double[] values = [.. expected.Value.EnumerateArray()
                    .Where(v => v.ValueKind != JsonValueKind.Null).Select(v => v.GetDouble())];
                comparison.Add(expected.Name, [.. scores.Scores.Select(s_lists[expected.Name])], values, tolerance);
            }
        }

        return null;
    }
}
