using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Searching;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Makes one kind of index over the rows of a sealed segment. A strategy: one class, one name, one line in
/// <see cref="SegmentCatalog"/>; done when it passes the contract suite.
/// </summary>
internal interface ISegmentFactory
{
    /// <summary>The name that <see cref="GalleryOptions.IndexKind"/> selects it by, and that stands in the manifest.</summary>
    string Name { get; }

    /// <summary>The kind that a segment of this size gets: this one, or <c>flat</c> where it would not pay.</summary>
    ISegmentFactory For(int rows) => this;

    /// <summary>
    /// Builds an index over the first rows. Null when comparing with every row is as good: nothing is gained, or the
    /// recall that is promised cannot be reached.
    /// </summary>
    /// <param name="rows">The vectors; row numbers are the ids.</param>
    /// <param name="count">Rows in use.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken);

    /// <summary>Reads an index back.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan? plan);
}

/// <summary>
/// An approximate index over the rows of a sealed segment. It never changes, so searches run side by side. What it
/// finds is scored again from the float16 vectors: scores are the same for every kind.
/// </summary>
internal interface ISegmentIndex : IDisposable
{
    /// <summary>What effort finds enough, measured on the rows themselves; null for an index that needs none.</summary>
    SearchPlan? Plan { get; }

    /// <summary>The nearest of the rows that pass. Null where it cannot find them more quickly than comparing them one by one.</summary>
    /// <param name="rows">The rows, and which of them pass.</param>
    /// <param name="query">The query.</param>
    /// <param name="k">How many; as many pass.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    SegmentHits? Search(in SegmentRows rows, QueryVector query, int k, CancellationToken cancellationToken);

    /// <summary>Writes it to a new file.</summary>
    void Save(string path);
}

/// <summary>The rows of a segment as one search sees them.</summary>
/// <param name="Vectors">Their vectors.</param>
/// <param name="Count">Those in use.</param>
/// <param name="Passing">Those that may be found; null for all.</param>
internal readonly record struct SegmentRows(HalfRows Vectors, int Count, RowBitmap? Passing)
{
    public int PassingCount => Passing?.Count ?? Count;
}

/// <summary>How thoroughly an index looks.</summary>
/// <param name="Probe">Lists looked into (IVF), or candidates kept on the way (HNSW).</param>
/// <param name="Fetch">Rows that come out.</param>
internal readonly record struct Effort(int Probe, int Fetch);

/// <summary>An effort that finds the nearest <paramref name="Depth"/> rows.</summary>
internal readonly record struct PlannedEffort(int Depth, Effort Effort);

/// <summary>What effort an index needs for how many neighbours; where there is none every row is compared.</summary>
/// <param name="Efforts">By rising depth.</param>
/// <param name="LeastBest">
/// The least best score of a query that the plan was measured with. A query that resembles nothing here lies outside of
/// what was measured.
/// </param>
internal sealed record SearchPlan(IReadOnlyList<PlannedEffort> Efforts, float LeastBest)
{
    /// <summary>The cheapest effort that was measured to be enough, or null.</summary>
    public Effort? For(int depth)
    {
        foreach (var planned in Efforts)
        {
            if (planned.Depth >= depth)
            {
                return planned.Effort;
            }
        }

        return null;
    }
}
