namespace ReId.Model.Evaluation.Distances;

/// <summary>Distances that are rounded, and can be had exactly for the few pairs whose order rounding may have changed.</summary>
public interface IRefinedDistances : IDistanceRows
{
    /// <summary>The computed distances that may stand for the same true distance as a given one.</summary>
    /// <param name="query">Number of the query.</param>
    /// <param name="distance">A computed distance.</param>
    (float Low, float High) Doubt(int query, float distance);

    /// <summary>A number that orders the entries of a query as their true distances do; equal vectors have equal ones.</summary>
    /// <param name="query">Number of the query.</param>
    /// <param name="entry">Number of the gallery entry.</param>
    double Exact(int query, int entry);
}
