namespace ReId.Model.Evaluation.Distances;

/// <summary>Distances that somebody computed already.</summary>
public sealed class GivenDistances : IDistanceRows
{
    private readonly float[] _values;

    /// <summary>Takes a matrix.</summary>
    /// <param name="values">Queries×gallery values, row-major, none of them NaN.</param>
    /// <param name="queries">Rows.</param>
    /// <param name="gallery">Columns.</param>
    public GivenDistances(float[] values, int queries, int gallery)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)queries * gallery)
        {
            throw new ArgumentException($"{values.Length} distances are not {queries} × {gallery}", nameof(values));
        }

        (_values, Queries, Gallery) = (values, queries, gallery);
    }

    /// <inheritdoc/>
    public int Queries { get; }

    /// <inheritdoc/>
    public int Gallery { get; }

    /// <inheritdoc/>
    public void Fill(int first, int count, float[] rows, CancellationToken cancellationToken) =>
        _values.AsSpan(first * Gallery, count * Gallery).CopyTo(rows);
}
