namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Memory in which rows lie side by side for a moment, and that the next ones use again: tens of megabytes, asked of
/// the system and given back a thousand times, would cost more than what is done with them. Not for two threads at once.
/// </summary>
internal sealed class RowBuffer(ClusterFeatures features)
{
    private float[] _values = [];

    public int Dimension => features.Dimension;

    /// <summary>The vectors of some rows; overwritten by the next call.</summary>
    /// <param name="rows">Their numbers.</param>
    /// <param name="length">How many of them.</param>
    public ReadOnlyMemory<float> Gather(int[] rows, int length)
    {
        var count = checked(length * Dimension);
        if (_values.Length < count)
        {
            // Cells differ by a few tenths: a little more spares the next ones from growing it again.
            _values = GC.AllocateUninitializedArray<float>((int)Math.Min(count + (count / 4L), Array.MaxLength));
        }

        Parallel.For(0, length, i => features.Row(rows[i]).CopyTo(_values.AsSpan(i * Dimension)));
        return _values.AsMemory(0, count);
    }
}
