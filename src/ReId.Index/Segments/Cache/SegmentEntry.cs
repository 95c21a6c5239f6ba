using ReId.Index.Segments.Kinds;

namespace ReId.Index.Segments.Cache;

/// <summary>A file of the cache and the checksum of all its bytes.</summary>
internal sealed record CachedFile(string File, string Sha256);

/// <summary>A sealed segment as the manifest names it.</summary>
internal sealed record SegmentEntry
{
    /// <summary>The model's content-derived id.</summary>
    public required string Model { get; init; }

    public required int Dimension { get; init; }

    /// <summary>Kind of its index; <c>flat</c> for none.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind that was wanted when it was decided, so that what was found not to pay is not tried again.</summary>
    public string? Wanted { get; init; }

    /// <summary>Rows, those included that were removed since.</summary>
    public required int Count { get; init; }

    public required long FirstSequence { get; init; }

    public required long LastSequence { get; init; }

    public required CachedFile Vectors { get; init; }

    public CachedFile? Index { get; init; }

    public SearchPlan? Plan { get; init; }
}
