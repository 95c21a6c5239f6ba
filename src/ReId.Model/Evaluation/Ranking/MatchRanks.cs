using System.Numerics;
using System.Runtime.InteropServices;

namespace ReId.Model.Evaluation.Ranking;

/// <summary>
/// At which places the matches of a query stand when the gallery is sorted by distance, without sorting it: a match's
/// place is one more than the number of entries before it. Entries at equal distance stand in the gallery's order.
/// </summary>
internal static class MatchRanks
{
    // Counting costs a pass over the row for each match; from here on sorting the row is cheaper.
    private const int MostCounted = 400;

    /// <summary>Finds the places.</summary>
    /// <param name="row">Distances; what must not count is infinite.</param>
    /// <param name="matches">Entries to find, ascending.</param>
    /// <param name="ranks">Gets the places, 1-based, ascending; as long as the matches.</param>
    public static void Find(ReadOnlySpan<float> row, ReadOnlySpan<int> matches, Span<int> ranks)
    {
        if (matches.Length > MostCounted)
        {
            BySorting(row, matches, ranks);
        }
        else
        {
            for (var i = 0; i < matches.Length; i++)
            {
                ranks[i] = ByCounting(row, matches[i]);
            }
        }

        ranks.Sort();
    }

    internal static int ByCounting(ReadOnlySpan<float> row, int match)
    {
        var distance = row[match];
        var (nearer, notFarther) = Count(row, distance);
        if (notFarther - nearer == 1)
        {
            return nearer + 1;
        }

        var rank = nearer + 1;
        foreach (var other in row[..match])
        {
            rank += other == distance ? 1 : 0;
        }

        return rank;
    }

    internal static void BySorting(ReadOnlySpan<float> row, ReadOnlySpan<int> matches, Span<int> ranks)
    {
        var keys = new ulong[row.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(row[i], i);
        }

        Array.Sort(keys);
        for (var i = 0; i < matches.Length; i++)
        {
            ranks[i] = Array.BinarySearch(keys, Key(row[matches[i]], matches[i])) + 1;
        }
    }

    private static (int Nearer, int NotFarther) Count(ReadOnlySpan<float> row, float distance)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var bound = new Vector<float>(distance);
        var (less, notGreater) = (Vector<int>.Zero, Vector<int>.Zero);
        foreach (var vector in vectors)
        {
            // A comparison that holds is −1 in its lane.
            less -= Vector.LessThan(vector, bound);
            notGreater -= Vector.LessThanOrEqual(vector, bound);
        }

        var (nearer, notFarther) = (Vector.Sum(less), Vector.Sum(notGreater));
        foreach (var other in row[(vectors.Length * Vector<float>.Count)..])
        {
            nearer += other < distance ? 1 : 0;
            notFarther += other <= distance ? 1 : 0;
        }

        return (nearer, notFarther);
    }

    // Sorts as (distance, place in the gallery); adding 0 makes −0 equal to 0, as comparing floats does.
    private static ulong Key(float distance, int index)
    {
        var bits = BitConverter.SingleToUInt32Bits(distance + 0f);
        var ordered = (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
        return ((ulong)ordered << 32) | (uint)index;
    }
}
