using System.Text.Json;
using ReId.Cli.Output;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Scores;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Cluster;

/// <summary>What <c>reid cluster</c> writes. The keys are a contract with scripts: docs/clustering.md lists them.</summary>
internal static class ClusterJson
{
    public static void WriteLabels(string path, IReadOnlyList<int> labels) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("index,cluster");
        for (var row = 0; row < labels.Count; row++)
        {
            writer.WriteLine(FormattableString.Invariant($"{row},{labels[row]}"));
        }
    });

    public static void Write(string path, ClusteringPipelineOptions options, ClusteringOutcome outcome, ClusterScores? scores)
    {
        var json = new Dictionary<string, object?>
        {
            ["algorithm"] = options.Algorithm,
            ["distance"] = options.Distance.ToString().ToLowerInvariant(),
            ["eps"] = options.Clustering.Eps,
            ["minSamples"] = options.Clustering.MinSamples,
            ["rows"] = outcome.Labels.Count,
            ["clusters"] = outcome.Clusters,
            ["singletons"] = outcome.Singletons,
            ["noise"] = outcome.Noise,
            ["silhouette"] = outcome.Silhouette,
            ["neighbourRecall"] = outcome.NeighbourRecall,
        };
        if (scores is not null)
        {
            json["ari"] = scores.AdjustedRand;
            json["nmi"] = scores.NormalisedMutualInformation;
            json["homogeneity"] = scores.Homogeneity;
            json["completeness"] = scores.Completeness;
            json["vMeasure"] = scores.VMeasure;
            json["bcubedPrecision"] = scores.BCubedPrecision;
            json["bcubedRecall"] = scores.BCubedRecall;
            json["bcubedF"] = scores.BCubedF;
            json["pairwisePrecision"] = scores.PairwisePrecision;
            json["pairwiseRecall"] = scores.PairwiseRecall;
            json["pairwiseF"] = scores.PairwiseF;
            json["purity"] = scores.Purity;
        }

        json["seconds"] = outcome.Seconds.ToDictionary(stage => stage.Stage, stage => stage.Seconds);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, json, MatchJson.Format));
    }
}
