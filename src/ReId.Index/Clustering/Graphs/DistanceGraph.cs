namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// A symmetric sparse matrix of distances: for each row its near ones, nearest first, itself left out. What is absent is
/// farther than <see cref="Cutoff"/>.
/// </summary>
public sealed class DistanceGraph
{
    // Row by row as they were made: one array of all would for a while need the memory twice.
    private readonly (int[] Neighbours, float[] Distances)[] _rows;
    private readonly Func<int, int, double>? _exact;

    /// <param name="rows">For each row its near ones and their distances, as <see cref="Sort"/> leaves them; taken over.</param>
    /// <param name="cutoff">See <see cref="Cutoff"/>.</param>
    /// <param name="absent">See <see cref="Absent"/>.</param>
    /// <param name="exact">The distance of any pair; null where it is not known.</param>
    internal DistanceGraph((int[] Neighbours, float[] Distances)[] rows, double cutoff, double absent, Func<int, int, double>? exact)
    {
        (_rows, _exact, Cutoff, Absent) = (rows, exact, cutoff, absent);
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    /// <summary>The greatest distance that stands here.</summary>
    public double Cutoff { get; }

    /// <summary>What a pair that does not stand here counts as, where its distance is not known.</summary>
    public double Absent { get; }

    /// <summary>The near ones of a row, nearest first.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<int> Neighbours(int row) => _rows[row].Neighbours;

    /// <summary>The distances of <see cref="Neighbours"/>.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> Distances(int row) => _rows[row].Distances;

    /// <summary>How many neighbours of a row are within a distance.</summary>
    /// <param name="row">The row.</param>
    /// <param name="distance">The greatest distance that counts.</param>
    public int Within(int row, double distance)
    {
        // Distances are kept rounded to float32, so the bound is rounded likewise: order survives rounding.
        var bound = (float)distance;
        var distances = Distances(row);
        var (low, high) = (0, distances.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = distances[middle] <= bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The distance of two rows, in float64 where the vectors are known.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    public double Between(int a, int b)
    {
        if (_exact is not null)
        {
            return _exact(a, b);
        }

        var place = Neighbours(a).IndexOf(b);
        return place < 0 ? Absent : Distances(a)[place];
    }

    /// <summary>True where distances of absent pairs can be computed.</summary>
    internal bool IsExact => _exact is not null;

    /// <summary>Sorts a row in place: nearest first, equal ones by number.</summary>
    /// <param name="neighbours">Rows.</param>
    /// <param name="distances">Their distances, none below 0.</param>
    internal static void Sort(int[] neighbours, float[] distances)
    {
        // Distance and number as one word, because the bits of floats that are not negative sort as they do.
        Span<ulong> keys = neighbours.Length <= 256 ? stackalloc ulong[neighbours.Length] : new ulong[neighbours.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)BitConverter.SingleToUInt32Bits(distances[i]) << 32) | (uint)neighbours[i];
        }

        keys.Sort();
        for (var i = 0; i < keys.Length; i++)
        {
            (neighbours[i], distances[i]) = ((int)(uint)keys[i], BitConverter.UInt32BitsToSingle((uint)(keys[i] >> 32)));
        }
    }
}
