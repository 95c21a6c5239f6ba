using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>
/// Nearest neighbours among rows that are divided into cells: cell by cell, its members are compared with each other and
/// with the rows that visit it. Not for two threads at once on the same heaps.
/// </summary>
public static unsafe class FaissCells
{
    /// <summary>A place of a heap that holds no neighbour yet.</summary>
    public const ulong Empty = 0x7F80_0000_FFFF_FFFF;

    /// <summary>Compares and keeps the nearest of every member and visitor.</summary>
    /// <param name="rows">All rows of <paramref name="dimension"/> floats.</param>
    /// <param name="dimension">Floats in a row.</param>
    /// <param name="members">Rows of the cell, each once.</param>
    /// <param name="visitors">Rows that visit it, each once and no member.</param>
    /// <param name="k">Neighbours kept of a row, at least 1.</param>
    /// <param name="heaps">k words for each of all rows, <see cref="Empty"/> at first; read them with <see cref="Drain"/>.</param>
    /// <exception cref="ArgumentException">The floats are no whole rows, the heaps do not fit, or a row does not exist.</exception>
    public static void Meet(
        ReadOnlySpan<float> rows, int dimension, ReadOnlySpan<int> members, ReadOnlySpan<int> visitors, int k, ulong[] heaps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentNullException.ThrowIfNull(heaps);
        if (rows.Length % dimension != 0)
        {
            throw new ArgumentException($"{rows.Length} floats are no whole number of vectors of {dimension} floats.", nameof(rows));
        }

        var count = rows.Length / dimension;
        if (heaps.LongLength != (long)count * k)
        {
            throw new ArgumentException($"{count} rows with {k} neighbours each need {(long)count * k} words, not {heaps.LongLength}.", nameof(heaps));
        }

        if (members.IndexOfAnyExceptInRange(0, count - 1) >= 0 || visitors.IndexOfAnyExceptInRange(0, count - 1) >= 0)
        {
            throw new ArgumentException($"Members and visitors must be rows from 0 to {count - 1}.", nameof(members));
        }

        fixed (float* vectors = rows)
        fixed (int* own = members, others = visitors)
        fixed (ulong* kept = heaps)
        {
            NativeError.Check(NativeMethods.reid_faiss_meet(
                dimension, vectors, own, members.Length, others, visitors.Length, k, kept));
        }
    }

    /// <summary>The rows of one heap, nearest first.</summary>
    /// <param name="heap">Its k words; sorted afterwards.</param>
    /// <param name="rows">Takes the rows.</param>
    /// <returns>How many there are.</returns>
    public static int Drain(Span<ulong> heap, Span<int> rows)
    {
        heap.Sort();
        var count = 0;
        foreach (var word in heap)
        {
            if (word == Empty)
            {
                break;
            }

            rows[count++] = (int)(uint)word;
        }

        return count;
    }
}
