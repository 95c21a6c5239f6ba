using System.Numerics.Tensors;
using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Takes off what all pictures of a camera have in common: its light and colours move every vector of it the same way,
/// and make one person under two cameras look like two. Each camera's mean is moved to the mean of all, by the share
/// n / (n + <see cref="Doubt"/>) of the way: the mean of a few pictures tells more about their people than about the
/// camera.
/// </summary>
public static class CameraCentring
{
    /// <summary>Pictures of a camera at which half of the difference is taken off.</summary>
    public const int Doubt = 200;

    /// <summary>The features, scaled to length 1, with their cameras' means brought together, scaled to length 1 again.</summary>
    /// <param name="features">The vectors; not changed.</param>
    /// <param name="cameras">A number for each row's camera; negative where it is unknown: such a row stays as it is.</param>
    /// <exception cref="ReIdException">There are not as many cameras as rows, or a row has no direction.</exception>
    public static ClusterFeatures Run(ClusterFeatures features, ReadOnlySpan<int> cameras)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (cameras.Length != features.Count)
        {
            throw new ReIdException($"There are {features.Count} rows of features and {cameras.Length} cameras: there must be one camera for each row.");
        }

        var unit = features.Normalised();
        var values = unit.Values.ToArray();
        var offsets = Offsets(unit, cameras);
        for (var row = 0; row < cameras.Length; row++)
        {
            if (offsets.TryGetValue(cameras[row], out var offset))
            {
                var vector = values.AsSpan(row * features.Dimension, features.Dimension);
                TensorPrimitives.Subtract(vector, offset, vector);
            }
        }

        return new ClusterFeatures(values, features.Dimension).Normalised();
    }

    // Summed in float64: a camera may have millions of rows.
    private static Dictionary<int, float[]> Offsets(ClusterFeatures unit, ReadOnlySpan<int> cameras)
    {
        var sums = new Dictionary<int, (double[] Sum, int Count)>();
        var all = new double[unit.Dimension];
        for (var row = 0; row < cameras.Length; row++)
        {
            Add(all, unit.Row(row));
            if (cameras[row] >= 0)
            {
                var (sum, count) = sums.TryGetValue(cameras[row], out var known) ? known : (new double[unit.Dimension], 0);
                Add(sum, unit.Row(row));
                sums[cameras[row]] = (sum, count + 1);
            }
        }

        return sums.ToDictionary(camera => camera.Key, camera =>
        {
            var (sum, count) = camera.Value;
            var share = count / (double)(count + Doubt);
            return Enumerable.Range(0, sum.Length)
                .Select(i => (float)(share * ((sum[i] / count) - (all[i] / unit.Count)))).ToArray();
        });
    }

    private static void Add(double[] sum, ReadOnlySpan<float> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            sum[i] += vector[i];
        }
    }
}
