using System.Numerics.Tensors;

namespace ReId.Search.Events;

/// <summary>Vectors that new crops are compared with, one after the other in memory: a product with a crop reads them once.</summary>
internal sealed class WatchRows
{
    private readonly float[] _values;
    private readonly int[] _watches;
    private readonly Guid[] _crops;
    private readonly int _dimension;

    /// <param name="rows">Number of the watch, the crop that the vector is of (or none), and the vector, of length 1.</param>
    public WatchRows(IReadOnlyList<(int Watch, Guid Crop, float[] Unit)> rows)
    {
        // Of one model, so of one length; what is not cannot be compared.
        _dimension = rows.Count == 0 ? 0 : rows[0].Unit.Length;
        var kept = rows.Where(row => row.Unit.Length == _dimension).ToList();
        _values = new float[kept.Count * _dimension];
        _watches = [.. kept.Select(row => row.Watch)];
        _crops = [.. kept.Select(row => row.Crop)];
        for (var i = 0; i < kept.Count; i++)
        {
            kept[i].Unit.CopyTo(_values, i * _dimension);
        }
    }

    /// <summary>Raises the score of each watch to that of its most similar row.</summary>
    /// <param name="unit">The crop's vector, of length 1.</param>
    /// <param name="crop">The crop: it is not compared with itself.</param>
    /// <param name="best">By number of the watch.</param>
    public void Compare(ReadOnlySpan<float> unit, Guid crop, Span<float> best)
    {
        if (unit.Length != _dimension)
        {
            return;
        }

        for (var row = 0; row < _watches.Length; row++)
        {
            if (_crops[row] != crop)
            {
                ref var score = ref best[_watches[row]];
                score = Math.Max(score, TensorPrimitives.Dot(_values.AsSpan(row * _dimension, _dimension), unit));
            }
        }
    }
}
