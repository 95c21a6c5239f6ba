using System.Diagnostics;
using System.Globalization;
using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Ranking;
using ReId.Model.Evaluation.Reporting;
using ReId.Model.Reranking;

namespace ReId.Model.Evaluation;

/// <summary>Features in, report out: query expansion, distances, re-ranking, scores, intervals.</summary>
public static class FeatureEvaluation
{
    /// <summary>Evaluates a set.</summary>
    /// <param name="set">Features and labels.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after every block; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">An option is out of range, or no query has a match.</exception>
    public static EvaluationReport Run(
        EvaluationSet set, EvaluationOptions? options = null, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        options ??= new EvaluationOptions();
        options.Check();
        var (queries, gallery) = Prepare(set, options, cancellationToken);
        var clock = Stopwatch.StartNew();
        var distances = options.Rerank is { } rerank
            ? RerankedDistances.Create(
                queries, gallery, rerank, StageProgress.Create(progress, "finding neighbours", set.CountPictures()), set.Task.Self, cancellationToken)
            : (IDistanceRows)new FeatureDistances(queries, gallery, options.Metric);
        using var owner = (IDisposable)distances;
        var prepared = clock.Elapsed;
        var scores = RetrievalEvaluator.Evaluate(
            distances, set.Task, options: null, StageProgress.Create(progress, "ranking", queries.Rows), cancellationToken);
        return Report(set, options, scores) with
        {
            RerankTime = options.Rerank is null ? TimeSpan.Zero : prepared,
            RankTime = options.Rerank is null ? clock.Elapsed : clock.Elapsed - prepared,
        };
    }

    private static (FeatureMatrix Queries, FeatureMatrix Gallery) Prepare(
        EvaluationSet set, EvaluationOptions options, CancellationToken cancellationToken)
    {
        if (options.QueryExpansion > 0)
        {
            var gallery = set.Gallery.Normalised();
            var queries = QueryExpansion.Expand(
                set.Queries.Normalised(), gallery, options.QueryExpansion, options.Alpha, set.Task.Self, cancellationToken);
            return (queries, gallery);
        }

        // Re-ranking works on Euclidean distances; of normalised features they order as cosine does.
        return options is { Rerank: not null, Metric: DistanceMetric.Cosine }
            ? (set.Queries.Normalised(), set.Gallery.Normalised())
            : (set.Queries, set.Gallery);
    }

    private static EvaluationReport Report(EvaluationSet set, EvaluationOptions options, RetrievalScores scores)
    {
        var measures = new List<(string Name, Func<QueryScore, double> Value)>
        {
            ("mAP", options.Trapezoidal ? s => s.TrapezoidalPrecision : s => s.AveragePrecision),
            ("mINP", s => s.InversePenalty),
            ("rPrecision", s => s.RPrecision),
            ("mAPAtR", s => s.AveragePrecisionAtR),
        };
        var fixedMeasures = measures.Count;
        measures.AddRange(options.Ranks.Select(rank => Within("rank", rank)));
        measures.AddRange(options.RecallRanks.Select(rank => Within("", rank)));
        var values = measures.ConvertAll(measure => scores.Scores.Select(measure.Value).ToArray());
        var intervals = Bootstrap.Intervals(values, options.BootstrapDraws, options.Seed);
        Score[] all = [.. measures.Select((measure, i) => new Score(measure.Name, values[i].Average(), intervals[i]))];
        return new EvaluationReport
        {
            Scores = scores,
            Gallery = set.Gallery.Rows,
            JunkDropped = set.JunkDropped,
            HasCameras = set.Task.HasCameras,
            MeanAveragePrecision = all[0],
            MeanInversePenalty = all[1],
            RPrecision = all[2],
            MeanAveragePrecisionAtR = all[3],
            Ranks = all[fixedMeasures..(fixedMeasures + options.Ranks.Count)],
            Recalls = all[(fixedMeasures + options.Ranks.Count)..],
            RerankTime = default,
            RankTime = default,
            Options = options,
        };

        static (string Name, Func<QueryScore, double> Value) Within(string prefix, int rank) =>
            (prefix + rank.ToString(CultureInfo.InvariantCulture), s => s.FirstRank <= rank ? 1 : 0);
    }
}
