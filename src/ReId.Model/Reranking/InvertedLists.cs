namespace ReId.Model.Reranking;

/// <summary>For every column, the gallery entries whose sparse vector is not zero there: compressed by columns.</summary>
internal sealed class InvertedLists
{
    private readonly int[] _starts;
    private readonly int[] _entries;
    private readonly float[] _values;

    public InvertedLists(ReadOnlySpan<SparseVector> gallery, int columns)
    {
        _starts = new int[columns + 1];
        foreach (var vector in gallery)
        {
            foreach (var column in vector.Columns)
            {
                _starts[column + 1]++;
            }
        }

        for (var column = 0; column < columns; column++)
        {
            _starts[column + 1] += _starts[column];
        }

        _entries = new int[_starts[columns]];
        _values = new float[_starts[columns]];
        var next = _starts.AsSpan(0, columns).ToArray();
        for (var entry = 0; entry < gallery.Length; entry++)
        {
            var (at, values) = gallery[entry];
            for (var i = 0; i < at.Length; i++)
            {
                var place = next[at[i]]++;
                (_entries[place], _values[place]) = (entry, values[i]);
            }
        }
    }

    /// <summary>Adds, for every gallery entry, the sum over columns of the smaller of the two values.</summary>
    /// <param name="query">A sparse vector.</param>
    /// <param name="sums">One place a gallery entry.</param>
    public void AddMinima(SparseVector query, Span<float> sums)
    {
        for (var i = 0; i < query.Columns.Length; i++)
        {
            var value = query.Values[i];
            var (start, end) = (_starts[query.Columns[i]], _starts[query.Columns[i] + 1]);
            for (var place = start; place < end; place++)
            {
                sums[_entries[place]] += Math.Min(value, _values[place]);
            }
        }
    }
}
