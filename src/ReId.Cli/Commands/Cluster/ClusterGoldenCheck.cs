using System.Text.Json;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Scores;
using ReId.Index.Clustering.Strategies;
using ReId.Model.Golden;

namespace ReId.Cli.Commands.Cluster;

/// <summary>Golden cases of clustering: it stands here because the rooms of golden files and of clustering never meet.</summary>
internal sealed class ClusterGoldenCheck : IGoldenCheck
{
    public string Group => "cluster";

    public bool Handles(string name) => name is "dbscan" or "agglomerative_average" or "agglomerative_complete" or "metrics";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        if (golden.Name == "metrics")
        {
            Compare(
                ClusterScores.Of(
                    GoldenCase.Integers(golden.Inputs.GetProperty("true_labels")), GoldenCase.Integers(golden.Inputs.GetProperty("predicted_labels"))),
                golden.Expected, golden.AbsoluteTolerance, comparison);
            return null;
        }

        var (values, columns) = GoldenCase.Matrix(golden.Inputs.GetProperty("points"));
        var features = new ClusterFeatures(values, columns);
        var asked = Options(golden);
        var graph = RadiusGraph.Run(features, asked.Eps, progress: null, CancellationToken.None);
        var none = ClusteringConstraints.None(features.Count);
        var clusterer = GraphClustererCatalog.Get(golden.Name == "dbscan" ? "dbscan" : "agglomerative");
        var labels = clusterer.Cluster(graph, none, asked, CancellationToken.None);
        var expected = GoldenCase.Integers(golden.Expected.GetProperty("labels"));
        comparison.Same("partition", Partition(labels).AsSpan().SequenceEqual(Partition(expected)));
        if (golden.Expected.TryGetProperty("merge_distances_sorted", out var heights))
        {
            var merges = DenseLinkage.Merges(graph, none, [.. Enumerable.Range(0, features.Count)], asked.Linkage, double.PositiveInfinity, CancellationToken.None);
            comparison.Add("merge distance", [.. merges.Select(merge => merge.Distance).Order()], GoldenCase.Doubles(heights), golden.AbsoluteTolerance);
        }

        Compare(
            ClusterScores.Of(GoldenCase.Integers(golden.Inputs.GetProperty("true_labels")), labels),
            golden.Expected.GetProperty("metrics_vs_true"), golden.AbsoluteTolerance, comparison);
        return null;
    }

    private static GraphClusteringOptions Options(GoldenCase golden) => golden.Name == "dbscan"
        ? new() { Eps = golden.Options.GetProperty("eps").GetDouble(), MinSamples = golden.Options.GetProperty("min_samples").GetInt32() }
        : new()
        {
            Eps = golden.Options.GetProperty("distance_threshold").GetDouble(),
            Linkage = golden.Name.EndsWith("complete", StringComparison.Ordinal) ? Linkage.Complete : Linkage.Average,
        };

    private static void Compare(ClusterScores scores, JsonElement expected, double tolerance, GoldenComparison comparison)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[
            ("ari", scores.AdjustedRand), ("nmi_arithmetic", scores.NormalisedMutualInformation), ("homogeneity", scores.Homogeneity),
            ("completeness", scores.Completeness), ("v_measure", scores.VMeasure), ("bcubed_precision", scores.BCubedPrecision),
            ("bcubed_recall", scores.BCubedRecall), ("bcubed_f", scores.BCubedF)])
        {
            comparison.Add(name, value, expected.GetProperty(name).GetDouble(), tolerance);
        }
    }

    // Names do not matter, noise does.
    private static int[] Partition(int[] labels)
    {
        var names = new Dictionary<int, int>();
        return Array.ConvertAll(labels, label => label < 0 ? -1 : names.TryGetValue(label, out var name) ? name : names[label] = names.Count);
    }
}
