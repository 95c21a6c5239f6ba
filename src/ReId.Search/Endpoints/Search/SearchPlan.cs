using ReId.Index;

namespace ReId.Search.Endpoints.Search;

/// <summary>A search that is understood: what remains is to run it, page by page.</summary>
internal sealed record SearchPlan
{
    /// <summary>What is compared: one vector, or several whose best score counts.</summary>
    public required IReadOnlyList<float[]> Vectors { get; init; }

    /// <summary>Model, filters, grouping; its K is set for each page.</summary>
    public required SearchOptions Options { get; init; }

    /// <summary>Results per page.</summary>
    public required int K { get; init; }

    public float? MinProbability { get; init; }

    public bool Rerank { get; init; }
}
