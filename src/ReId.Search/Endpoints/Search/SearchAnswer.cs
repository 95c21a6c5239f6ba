using ReId.Search.Endpoints.Crops;
using ReId.Search.Pictures;

namespace ReId.Search.Endpoints.Search;

/// <summary>What a search found.</summary>
/// <param name="ModelId">Whose vectors were compared.</param>
/// <param name="Items">The crops, best first.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
/// <param name="Query">Who was found in the query picture; null where nobody was looked for.</param>
/// <param name="Timings">Where the time went.</param>
public sealed record SearchAnswer(
    string ModelId, IReadOnlyList<SearchResult> Items, string? Next, QueryView? Query, SearchTimings Timings);

/// <summary>One crop that a search found.</summary>
/// <param name="Rank">From 1, over all pages.</param>
/// <param name="Score">Cosine similarity.</param>
/// <param name="Probability">Calibrated probability of "the same"; null where the model has no calibration.</param>
/// <param name="Crop">The crop.</param>
public sealed record SearchResult(int Rank, float Score, double? Probability, CropView Crop);

/// <summary>Who was found in the query picture.</summary>
/// <param name="Boxes">All of them, the most certain first.</param>
/// <param name="Chosen">Which was searched with, from 0.</param>
public sealed record QueryView(IReadOnlyList<FoundPerson> Boxes, int? Chosen);

/// <summary>Milliseconds of the parts of a request.</summary>
public sealed record SearchTimings
{
    /// <summary>Decoding and cutting the picture, where that was needed before embedding.</summary>
    public double DecodeMs { get; init; }

    /// <summary>Finding people.</summary>
    public double DetectMs { get; init; }

    /// <summary>Embedding, decoding included.</summary>
    public double EmbedMs { get; init; }

    /// <summary>Searching the gallery.</summary>
    public double SearchMs { get; init; }

    /// <summary>Ordering again.</summary>
    public double RerankMs { get; init; }

    /// <summary>Everything, from the request's last byte on.</summary>
    public double TotalMs { get; init; }
}
