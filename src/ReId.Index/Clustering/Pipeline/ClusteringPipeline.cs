using System.Diagnostics;
using ReId.Contracts;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Scores;
using ReId.Index.Clustering.Strategies;

namespace ReId.Index.Clustering.Pipeline;

/// <summary>Clusters features from end to end: neighbours, distances, clusters, silhouette.</summary>
public static class ClusteringPipeline
{
    /// <summary>Clusters features.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="constraints">What must and must not be together; <see cref="ClusteringConstraints.None"/> for nothing.</param>
    /// <param name="options">Algorithm and settings.</param>
    /// <param name="progress">Hears of every stage; null for nobody.</param>
    /// <param name="cancellationToken">Stops between blocks; the neighbours found so far stay in the work folder, if one is named.</param>
    /// <exception cref="ReIdException">A setting is out of range, a row has no direction, or there are not as many constraints as rows.</exception>
    public static ClusteringOutcome Run(
        ClusterFeatures features, ClusteringConstraints constraints, ClusteringPipelineOptions options,
        IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        options.ValidateFor(features.Count);
        cancellationToken.ThrowIfCancellationRequested();
        var strategy = GraphClustererCatalog.Get(options.Algorithm);
        if (constraints.Count != features.Count)
        {
            throw new ReIdException($"There are {features.Count} rows of features and constraints on {constraints.Count} rows.");
        }

        var seconds = new List<(string, double)>();
        var vectors = options.Distance == ClusterDistance.Euclidean ? features : Timed(seconds, "normalise", features.Normalised);
        var surplus = options.Distance == ClusterDistance.Jaccard && features.Count > 0 ? SurplusCopies.Find(vectors, constraints, Enough(options)) : null;
        var (graph, recall) = Graph(surplus?.Features ?? vectors, strategy, options, progress, seconds, cancellationToken);
        progress?.Report(new ClusteringProgress("cluster", 0, features.Count, TimeSpan.Zero));
        var labels = Timed(seconds, "cluster", () => strategy.Cluster(graph, surplus?.Constraints ?? constraints, options.Clustering, cancellationToken));
        labels = surplus?.Spread(labels) ?? labels;
        progress?.Report(new ClusteringProgress("cluster", features.Count, features.Count, TimeSpan.FromSeconds(seconds[^1].Item2)));
        if (constraints.FindViolation(labels) is { } broken)
        {
            throw new InvalidOperationException($"the clusterer {strategy.Name} broke a constraint: {broken}");
        }

        var silhouette = options.SilhouetteSample > 0 ? Timed(seconds, "silhouette", () => Silhouette(features, labels, options, cancellationToken)) : null;
        var sizes = labels.Where(label => label >= 0).CountBy(label => label).ToList();
        return new ClusteringOutcome
        {
            Labels = labels,
            Clusters = sizes.Count,
            Singletons = sizes.Count(size => size.Value == 1),
            Noise = labels.Count(label => label < 0),
            Silhouette = silhouette,
            NeighbourRecall = recall,
            Seconds = seconds,
        };
    }

    private static (DistanceGraph Graph, double? Recall) Graph(
        ClusterFeatures vectors, IGraphClusterer strategy, ClusteringPipelineOptions options, IProgress<ClusteringProgress>? progress,
        List<(string, double)> seconds, CancellationToken cancellationToken)
    {
        var neighbourOptions = options.Neighbours;
        var exact = vectors.Count <= neighbourOptions.ExactUpTo;
        if (options.Distance != ClusterDistance.Jaccard && strategy.StaysWithinEps && exact)
        {
            return (Timed(seconds, "neighbours", () => RadiusGraph.Run(vectors, options.Clustering.Eps, progress, cancellationToken)), null);
        }

        var needed = Needed(options);
        neighbourOptions = neighbourOptions with { K = Math.Max(neighbourOptions.K, needed) };
        if (options.Distance == ClusterDistance.Jaccard)
        {
            neighbourOptions = neighbourOptions with { K = needed };
        }

        var neighbours = Timed(seconds, "neighbours", () => NeighbourSearch.Run(vectors, neighbourOptions, progress, cancellationToken));
        double? recall = exact || options.RecallSample == 0
            ? null : Timed(seconds, "recall", () => NeighbourRecall.Measure(vectors, neighbours, options.RecallSample, cancellationToken));
        return options.Distance == ClusterDistance.Jaccard
            ? (Timed(seconds, "jaccard", () => JaccardGraph.Run(vectors, neighbours, options.Jaccard, progress, cancellationToken)), recall)
            : (Timed(seconds, "distances", () => neighbours.ToDistances(vectors, options.Clustering.Eps)), recall);
    }

    // A neighbourhood of nothing but copies, each of them the core of a cluster of its own.
    private static int Enough(ClusteringPipelineOptions options) => new[]
    {
        Needed(options) + 1, options.Clustering.MinSamples, options.Clustering.MinSize,
    }.Max();

    private static int Needed(ClusteringPipelineOptions options) =>
        options.Distance == ClusterDistance.Jaccard ? Math.Max(options.Jaccard.K1, options.Jaccard.K2 - 1) : options.Clustering.MinSamples;

    private static T Timed<T>(List<(string, double)> seconds, string stage, Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        seconds.Add((stage, clock.Elapsed.TotalSeconds));
        return result;
    }

    private static double? Silhouette(ClusterFeatures features, int[] labels, ClusteringPipelineOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return CosineSilhouette.Of(features.Normalised(), labels, options.SilhouetteSample, cancellationToken);
        }
        catch (ReIdException)
        {
            // Euclidean clustering takes rows without a direction, the cosine silhouette does not.
            return null;
        }
    }
}
