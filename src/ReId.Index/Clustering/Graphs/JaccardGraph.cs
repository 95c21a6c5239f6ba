using System.Collections.Concurrent;
using System.Diagnostics;
using ReId.Contracts;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// The Jaccard distance of k-reciprocal encodings, 0 to 1, of all pairs that have a neighbour in common: 1 − s/(2 − s),
/// s the sum of the smaller weights. Pairs that stand in no list together are 1 apart, so nothing quadratic is kept.
/// </summary>
public static class JaccardGraph
{
    /// <summary>Computes the distances.</summary>
    /// <param name="features">The vectors of length 1 that the graph was made of.</param>
    /// <param name="graph">At least k1 neighbours of each row.</param>
    /// <param name="options">k1, k2 and the greatest distance that is kept.</param>
    /// <param name="progress">Hears of the stages <c>encoding</c> and <c>jaccard</c>.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static DistanceGraph Run(
        ClusterFeatures features, NeighbourGraph graph, JaccardOptions options, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var clock = Stopwatch.StartNew();
        var order = NearOrder.Of(graph);
        var vectors = ReciprocalEncoding.Encode(features, graph, options, order, rows => Report("encoding", rows), cancellationToken);
        var (starts, rows, weights) = Invert(vectors, order);
        clock.Restart();
        var result = new (int[], float[])[graph.Count];
        const int Block = 8192;
        var idle = new ConcurrentBag<Sums>();
        for (var first = 0; first < graph.Count; first += Block)
        {
            var end = Math.Min(first + Block, graph.Count);
            Parallel.For(
                first, end, new ParallelOptions { CancellationToken = cancellationToken },
                () => idle.TryTake(out var sums) ? sums : new Sums(graph.Count),
                (place, _, sums) =>
                {
                    var row = order[place];
                    result[row] = sums.Near(row, vectors[row], starts, rows, weights, options.Cutoff);
                    return sums;
                },
                idle.Add);
            Report("jaccard", end);
        }

        return new DistanceGraph(result, options.Cutoff, absent: 1, exact: null);

        void Report(string stage, int done) => progress?.Report(new ClusteringProgress(stage, done, graph.Count, clock.Elapsed));
    }

    private static (int[] Starts, int[] Rows, float[] Weights) Invert((int[] Columns, float[] Weights)[] vectors, int[] order)
    {
        var total = vectors.Sum(vector => (long)vector.Columns.Length);
        if (total > Array.MaxLength)
        {
            throw new ReIdException($"{total} weights are too many to keep: lower k1 or k2.");
        }

        var starts = new int[vectors.Length + 1];
        foreach (var (columns, _) in vectors)
        {
            foreach (var column in columns)
            {
                starts[column + 1]++;
            }
        }

        for (var column = 0; column < vectors.Length; column++)
        {
            starts[column + 1] += starts[column];
        }

        var next = starts.AsSpan(0, vectors.Length).ToArray();
        var (rows, weights) = (new int[total], new float[total]);
        foreach (var row in order)
        {
            var (columns, values) = vectors[row];
            for (var i = 0; i < columns.Length; i++)
            {
                var place = next[columns[i]]++;
                (rows[place], weights[place]) = (row, values[i]);
            }
        }

        return (starts, rows, weights);
    }

    // Working memory of a thread: a place for every row, emptied after each by its list of touched ones. The next block
    // uses it again: at a million rows new ones would be gigabytes before the collector looks at them.
    private sealed class Sums(int count)
    {
        private readonly double[] _sums = new double[count];
        private readonly List<int> _touched = [];
        private readonly List<int> _others = [];
        private readonly List<float> _distances = [];

        public (int[], float[]) Near(int row, (int[] Columns, float[] Weights) vector, int[] starts, int[] rows, float[] weights, double cutoff)
        {
            for (var i = 0; i < vector.Columns.Length; i++)
            {
                var weight = vector.Weights[i];
                for (var place = starts[vector.Columns[i]]; place < starts[vector.Columns[i] + 1]; place++)
                {
                    ref var sum = ref _sums[rows[place]];
                    if (sum == 0)
                    {
                        _touched.Add(rows[place]);
                    }

                    sum += Math.Min(weight, weights[place]);
                }
            }

            foreach (var other in _touched)
            {
                var distance = (float)Math.Max(0, 1 - (_sums[other] / (2 - _sums[other])));
                _sums[other] = 0;
                if (other != row && distance <= cutoff)
                {
                    _others.Add(other);
                    _distances.Add(distance);
                }
            }

            var (sorted, keys) = (_others.ToArray(), _distances.ToArray());
            _touched.Clear();
            _others.Clear();
            _distances.Clear();
            DistanceGraph.Sort(sorted, keys);
            return (sorted, keys);
        }
    }
}
