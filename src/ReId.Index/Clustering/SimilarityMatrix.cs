namespace ReId.Index.Clustering;

/// <summary>A symmetric matrix without its diagonal, kept as the lower triangle.</summary>
internal sealed class SimilarityMatrix
{
    private readonly float[][] _rows;

    public SimilarityMatrix(int size)
    {
        _rows = new float[size][];
        for (var i = 0; i < size; i++)
        {
            _rows[i] = new float[i];
        }
    }

    public int Size => _rows.Length;

    public float this[int a, int b]
    {
        get => a > b ? _rows[a][b] : _rows[b][a];
        set => (a > b ? ref _rows[a][b] : ref _rows[b][a]) = value;
    }

    /// <summary>The similarities of <paramref name="row"/> with all lower numbers.</summary>
    public Span<float> Row(int row) => _rows[row];
}
