using System.Numerics.Tensors;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Reranking;

/// <summary>
/// Encodes every vector by its expanded k-reciprocal neighbours (Zhong et al., "Re-ranking Person Re-identification
/// with k-reciprocal Encoding", CVPR 2017): a few dozen weights instead of a row of the whole set.
/// </summary>
internal sealed class ReciprocalVectors
{
    private readonly FeatureMatrix _features;
    private readonly NeighbourTable _neighbours;
    private readonly KReciprocalOptions _options;
    private readonly int _half;

    private ReciprocalVectors(FeatureMatrix features, NeighbourTable neighbours, KReciprocalOptions options)
    {
        (_features, _neighbours, _options) = (features, neighbours, options);

        // Half a neighbour rounds to the even number, as numpy.around does: 5/2 is 2, 7/2 is 4.
        _half = (int)Math.Round(options.K1 / 2.0, MidpointRounding.ToEven);
    }

    /// <summary>One sparse vector a row; each sums to 1.</summary>
    public static SparseVector[] Encode(
        FeatureMatrix features, NeighbourTable neighbours, KReciprocalOptions options, CancellationToken cancellationToken)
    {
        var encoder = new ReciprocalVectors(features, neighbours, options);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        var vectors = new SparseVector[features.Rows];
        Parallel.For(0, vectors.Length, parallel, i => vectors[i] = encoder.Weigh(i));
        if (options.K2 == 1)
        {
            return vectors;
        }

        var averaged = new SparseVector[vectors.Length];
        Parallel.For(0, vectors.Length, parallel, i => averaged[i] = Average(vectors, neighbours.First(i, options.K2)));
        return averaged;
    }

    /// <summary>D of the paper for one pair: the squared input distance over the greatest of the row.</summary>
    public static float Scale(float squared, float greatest, bool squaredInput)
    {
        var share = greatest > 0 ? squared / greatest : 0;
        return squaredInput ? share * share : share;
    }

    private SparseVector Weigh(int row)
    {
        var set = Expand(row);
        var weights = new float[set.Length];
        for (var i = 0; i < set.Length; i++)
        {
            var squared = set[i] == row ? 0 : Squared(row, set[i]);
            weights[i] = MathF.Exp(-Scale(squared, _neighbours.GreatestSquared[row], _options.SquaredInput));
        }

        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights), weights);
        return new SparseVector(set, weights);
    }

    private float Squared(int a, int b)
    {
        var distance = TensorPrimitives.Distance(_features.Row(a), _features.Row(b));
        return distance * distance;
    }

    /// <summary>R* of the paper: the reciprocal neighbours, and those of each that agree with them by two thirds.</summary>
    private int[] Expand(int row)
    {
        var own = Reciprocal(row, _options.K1 + 1);
        var all = new SortedSet<int>(own);
        var members = own.ToHashSet();
        foreach (var candidate in own)
        {
            var theirs = Reciprocal(candidate, _half + 1);
            if (3 * theirs.Count(members.Contains) > 2 * theirs.Count)
            {
                all.UnionWith(theirs);
            }
        }

        return [.. all];
    }

    private List<int> Reciprocal(int row, int count)
    {
        var mutual = new List<int>(count);
        foreach (var neighbour in _neighbours.First(row, count))
        {
            if (_neighbours.First(neighbour, count).Contains(row))
            {
                mutual.Add(neighbour);
            }
        }

        return mutual;
    }

    private static SparseVector Average(SparseVector[] vectors, ReadOnlySpan<int> rows)
    {
        var sums = new SortedDictionary<int, float>();
        foreach (var row in rows)
        {
            var (columns, values) = vectors[row];
            for (var i = 0; i < columns.Length; i++)
            {
                sums[columns[i]] = sums.GetValueOrDefault(columns[i]) + values[i];
            }
        }

        var count = rows.Length;
        return new SparseVector([.. sums.Keys], [.. sums.Values.Select(sum => sum / count)]);
    }
}
