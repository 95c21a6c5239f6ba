using System.Text.Json.Nodes;
using ReId.Model.Losses.Checking;

namespace ReId.Cli.Commands.Losses;

/// <summary>The result of <c>reid losses check --json</c>.</summary>
internal static class LossesJson
{
    public static string Write(LossEvaluation result)
    {
        var report = result.Report;
        var root = new JsonObject
        {
            ["name"] = result.Name,
            ["loss"] = result.Value,
            ["active_fraction"] = result.ActiveFraction,
            ["easy"] = report.Triplets.Easy,
            ["semi_hard"] = report.Triplets.SemiHard,
            ["hard"] = report.Triplets.Hard,
            ["category_margin"] = result.CategoryMargin,
            ["mean_positive_distance"] = report.MeanPositive,
            ["mean_negative_distance"] = report.MeanNegative,
            ["mean_norm"] = report.MeanNorm,
            ["gradient_norm"] = Norm(result.Gradients["embeddings"].Values),
        };
        foreach (var (name, (values, shape)) in result.Gradients)
        {
            root[$"grad_{name}"] = Nested(values, shape);
        }

        return root.ToJsonString();
    }

    public static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private static JsonNode Nested(double[] values, long[] shape) => shape.Length switch
    {
        0 => JsonValue.Create(values[0]),
        1 => new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        _ => new JsonArray([.. values.Chunk((int)(values.Length / shape[0])).Select(row => Nested(row, shape[1..]))]),
    };
}
