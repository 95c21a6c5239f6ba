namespace ReId.Model.Evaluation.Distances;

/// <summary>Distances between queries and gallery, a few rows at a time: the whole matrix is never needed at once.</summary>
public interface IDistanceRows
{
    /// <summary>Number of queries.</summary>
    int Queries { get; }

    /// <summary>Number of gallery entries.</summary>
    int Gallery { get; }

    /// <summary>Computes the distances of some queries to the whole gallery; smaller is more alike, never NaN.</summary>
    /// <param name="first">The first of the queries.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Room for count×<see cref="Gallery"/> values, row-major; written completely.</param>
    /// <param name="cancellationToken">Stops.</param>
    void Fill(int first, int count, float[] rows, CancellationToken cancellationToken);
}
