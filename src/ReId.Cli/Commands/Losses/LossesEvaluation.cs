using System.Globalization;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Model.Losses.Checking;

namespace ReId.Cli.Commands.Losses;

/// <summary>Evaluates one loss on the arrays of files and prints what came of it.</summary>
internal static class LossesEvaluation
{
    public static int Run(LossesEvaluationRequest request)
    {
        InputFile.MustExist("--embeddings", request.Embeddings);
        InputFile.MustExist("--labels", request.Labels);
        var parameters = new Dictionary<string, NpyArray>();
        if (request.Parameters is { } file)
        {
            InputFile.MustExist("--params", file);
            parameters = new Dictionary<string, NpyArray>(NpzFile.Load(file.FullName));
        }

        var embeddings = Read("--embeddings", request.Embeddings, "floating-point numbers [images, dimension]", 2, array => array.ToDoubles());
        var labels = Read("--labels", request.Labels, "int64 numbers [images]", 1, array => array.ToInt64s());
        var result = LossEvaluation.Of(request.Name, request.Settings, embeddings, labels.Values, parameters, request.Seed);
        if (request.Gradient is { } target)
        {
            var (values, shape) = result.Gradients["embeddings"];
            NpyDoubles.Write(target.FullName, values, shape);
        }

        if (request.Json)
        {
            Terminal.Line(LossesJson.Write(result));
        }
        else
        {
            Print(result, [.. result.Gradients.Keys.Skip(1).Except(parameters.Keys)], request.Seed);
        }

        return ExitCodes.Success;
    }

    private static (T[] Values, long[] Shape) Read<T>(string option, FileInfo file, string wanted, int dimensions, Func<NpyArray, T[]> convert)
    {
        var array = NpyArray.Load(file.FullName);
        try
        {
            return array.Shape.Count == dimensions
                ? (convert(array), [.. array.Shape])
                : throw new ReIdException($"{option} '{file}' must hold {wanted}, not an array of shape [{string.Join(", ", array.Shape)}].");
        }
        catch (InvalidOperationException e)
        {
            throw new ReIdException($"{option} '{file}' must hold {wanted}, but {e.Message}.", e);
        }
    }

    private static void Print(LossEvaluation result, string[] drawn, int seed)
    {
        var report = result.Report;
        Line("loss", $"{result.Name}");
        Line("value", $"{result.Value:R}");
        Line("active fraction", $"{Share(result.ActiveFraction)}");
        Line("triplets", $"{report.Triplets.Easy} easy, {report.Triplets.SemiHard} semi-hard, {report.Triplets.Hard} hard (margin {result.CategoryMargin})");
        Line("mean distance", $"positive {report.MeanPositive:0.######}, negative {report.MeanNegative:0.######}");
        Line("embedding norm", $"{report.MeanNorm:0.######} (mean)");
        if (drawn.Length > 0)
        {
            Line("parameters", $"{string.Join(", ", drawn)} as a new loss has them (seed {seed}); --params gives others");
        }

        foreach (var (name, (values, _)) in result.Gradients)
        {
            Line("gradient norm", $"{LossesJson.Norm(values):0.######e+00} ({name})");
        }

        static string Share(double? active) =>
            active is { } share ? share.ToString("0.####", CultureInfo.InvariantCulture) : "does not apply: every term counts";

        static void Line(string name, FormattableString text) =>
            Terminal.Line($"{name,-16} {text.ToString(CultureInfo.InvariantCulture)}");
    }
}
