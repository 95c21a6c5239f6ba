using System.Numerics;
using System.Runtime.InteropServices;
using ReId.Model.Evaluation.Distances;

namespace ReId.Model.Evaluation.Ranking;

/// <summary>
/// At which places the matches of a query stand when the gallery is sorted by distance, without sorting it: a match's
/// place is one more than the number of entries before it. Entries at equal distance stand in the gallery's order.
/// </summary>
internal static class MatchRanks
{
    // Counting costs a pass over the row for each match; from here on sorting the row is cheaper.
    private const int MostCounted = 400;

    // More entries than that at one distance mean a model without opinion: their true order is not worth the time.
    private const int MostRefined = 256;

    /// <summary>Finds the places.</summary>
    /// <param name="row">Distances; what must not count is infinite.</param>
    /// <param name="matches">Entries to find, ascending.</param>
    /// <param name="ranks">Gets the places, 1-based, ascending; as long as the matches.</param>
    /// <param name="refined">Decides between distances that rounding may have swapped; null to take them as they are.</param>
    /// <param name="query">Number of the query that the row belongs to.</param>
    public static void Find(
        ReadOnlySpan<float> row, ReadOnlySpan<int> matches, Span<int> ranks, IRefinedDistances? refined = null, int query = 0)
    {
        var sorted = matches.Length > MostCounted ? Sort(row) : null;
        for (var i = 0; i < matches.Length; i++)
        {
            ranks[i] = sorted is null
                ? ByCounting(row, matches[i], refined, query)
                : BySorting(sorted, row[matches[i]], matches[i], refined, query);
        }

        ranks.Sort();
    }

    internal static int ByCounting(ReadOnlySpan<float> row, int match, IRefinedDistances? refined = null, int query = 0)
    {
        var distance = row[match];
        var (low, high) = refined?.Doubt(query, distance) ?? (distance, distance);
        var (nearer, notFarther) = Count(row, low, high);
        if (notFarther - nearer == 1)
        {
            return nearer + 1;
        }

        if (notFarther - nearer > MostRefined && refined is not null)
        {
            return ByCounting(row, match);
        }

        var close = new List<int>(notFarther - nearer);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] >= low && row[i] <= high)
            {
                close.Add(i);
            }
        }

        return nearer + 1 + Before(match, CollectionsMarshal.AsSpan(close), refined, query);
    }

    /// <summary>The entries of a row by distance and place: distance in the upper half of a number, place in the lower.</summary>
    internal static ulong[] Sort(ReadOnlySpan<float> row)
    {
        var keys = new ulong[row.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(row[i], (uint)i);
        }

        Array.Sort(keys);
        return keys;
    }

    internal static int BySorting(ulong[] sorted, float distance, int match, IRefinedDistances? refined = null, int query = 0)
    {
        var (low, high) = refined?.Doubt(query, distance) ?? (distance, distance);
        var nearer = Lower(sorted, Key(low, 0));
        var end = Lower(sorted, Key(MathF.BitIncrement(high), 0));
        if (end - nearer > MostRefined && refined is not null)
        {
            return BySorting(sorted, distance, match);
        }

        int[] close = [.. sorted[nearer..end].Select(key => (int)(uint)key)];
        return nearer + 1 + Before(match, close, refined, query);
    }

    /// <summary>How many of the entries around a match come before it.</summary>
    private static int Before(int match, ReadOnlySpan<int> close, IRefinedDistances? refined, int query)
    {
        var own = refined?.Exact(query, match) ?? 0;
        var before = 0;
        foreach (var entry in close)
        {
            var other = entry == match ? own : refined?.Exact(query, entry) ?? 0;
            before += other < own || (other == own && entry < match) ? 1 : 0;
        }

        return before;
    }

    private static (int Nearer, int NotFarther) Count(ReadOnlySpan<float> row, float low, float high)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var (lower, upper) = (new Vector<float>(low), new Vector<float>(high));
        var (less, notGreater) = (Vector<int>.Zero, Vector<int>.Zero);
        foreach (var vector in vectors)
        {
            // A comparison that holds is −1 in its lane.
            less -= Vector.LessThan(vector, lower);
            notGreater -= Vector.LessThanOrEqual(vector, upper);
        }

        var (nearer, notFarther) = (Vector.Sum(less), Vector.Sum(notGreater));
        foreach (var other in row[(vectors.Length * Vector<float>.Count)..])
        {
            nearer += other < low ? 1 : 0;
            notFarther += other <= high ? 1 : 0;
        }

        return (nearer, notFarther);
    }

    private static ulong Key(float distance, uint place) => ((ulong)FloatOrder.Key(distance) << 32) | place;

    private static int Lower(ulong[] sorted, ulong key)
    {
        var found = Array.BinarySearch(sorted, key);
        return found < 0 ? ~found : found;
    }
}
