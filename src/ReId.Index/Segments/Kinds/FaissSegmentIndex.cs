using ReId.Bindings.Faiss;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments.Kinds;

/// <summary>An index of FAISS whose ids are row numbers.</summary>
internal sealed class FaissSegmentIndex(FaissIndex index, SearchPlan? plan) : ISegmentIndex
{
    public SearchPlan? Plan => plan;

    public SegmentHits? Search(in SegmentRows rows, QueryVector query, int k, CancellationToken cancellationToken) =>
        plan is null ? null : CandidateSearch.Run(Candidates, plan, rows, query, k);

    /// <summary>Rows that are probably among the nearest, in any order, each once.</summary>
    /// <param name="query">A unit vector.</param>
    /// <param name="effort">How thoroughly to look.</param>
    public int[] Candidates(float[] query, Effort effort)
    {
        // Options of its own for each call: FAISS rewrites what it is given (docs/decisions/0040).
        var options = new FaissSearchOptions { NProbe = effort.Probe, EfSearch = effort.Probe };
        return Array.ConvertAll(index.Search(query, effort.Fetch, options).IdsOf(0).ToArray(), id => (int)id);
    }

    public void Save(string path) => index.Write(path);

    public void Dispose() => index.Dispose();
}
