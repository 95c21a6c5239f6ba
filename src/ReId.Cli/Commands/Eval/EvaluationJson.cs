using System.Globalization;
using System.Text.Json;
using ReId.Cli.Output;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Reporting;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Eval;

/// <summary>The report as JSON. The keys are a contract with scripts: docs/evaluation.md lists them.</summary>
internal static class EvaluationJson
{
    public static void Write(string path, EvaluationSource source, EvaluationReport report) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, From(source, report), MatchJson.Format));

    internal static Dictionary<string, object?> From(EvaluationSource source, EvaluationReport report)
    {
        var json = new Dictionary<string, object?>();
        var scores = new List<Score> { report.MeanAveragePrecision, report.MeanInversePenalty };
        scores.AddRange(report.Ranks);
        foreach (var score in scores)
        {
            json[score.Name] = score.Value;
        }

        json["tprAtFpr"] = report.Scores.OperatingPoints.ToDictionary(p => Rate(p.Target), p => p.TrueAcceptRate);
        json["thresholdAtFpr"] = report.Scores.OperatingPoints.ToDictionary(p => Rate(p.Target), p => Finite(p.Threshold));
        json["queries"] = report.Scores.Queries;
        json["queriesWithoutMatch"] = report.Scores.QueriesWithoutMatch;
        json["gallery"] = report.Gallery;
        json["junkDropped"] = report.JunkDropped;
        json["skippedPictures"] = source.Skipped;
        json["recallAt"] = report.Recalls.ToDictionary(r => r.Name, r => r.Value);
        json["mAPAtR"] = report.MeanAveragePrecisionAtR.Value;
        json["rPrecision"] = report.RPrecision.Value;
        scores.AddRange([report.MeanAveragePrecisionAtR, report.RPrecision]);
        var intervals = scores.ToDictionary(s => s.Name, s => Ends(s.Interval));
        foreach (var recall in report.Recalls)
        {
            intervals[$"recallAt.{recall.Name}"] = Ends(recall.Interval);
        }

        json["confidence"] = Bootstrap.Confidence;
        json["intervals"] = intervals;
        json["verification"] = report.Verification is { } verification ? VerificationRows.Json(verification) : null;
        json["verificationLeftOut"] = report.VerificationLeftOut;
        json["protocol"] = Protocol(source, report);
        json["model"] = source.Model;
        json["seconds"] = new
        {
            embedding = source.EmbedTime.TotalSeconds,
            reranking = report.RerankTime.TotalSeconds,
            ranking = report.RankTime.TotalSeconds,
            verification = report.VerificationTime.TotalSeconds,
        };
        return json;
    }

    /// <summary>A rate as golden files write it: 1e-03.</summary>
    public static string Rate(double rate) => rate.ToString("0e-00", CultureInfo.InvariantCulture);

    private static object Protocol(EvaluationSource source, EvaluationReport report)
    {
        var options = report.Options;
        return new
        {
            dataset = source.Protocol,
            cameras = report.HasCameras,
            metric = options.Metric.ToString().ToLowerInvariant(),
            averagePrecision = options.Trapezoidal ? "trapezoidal" : "standard",
            rerank = options.Rerank is { } rerank
                ? new { k1 = rerank.K1, k2 = rerank.K2, lambda = rerank.Lambda, squared = rerank.SquaredInput }
                : null,
            queryExpansion = options.QueryExpansion > 0 ? new { neighbours = options.QueryExpansion, alpha = options.Alpha } : null,
            bootstrapDraws = options.BootstrapDraws,
            seed = options.Seed,
        };
    }

    private static double[] Ends(Interval interval) => [interval.Low, interval.High];

    // JSON has no infinity.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
