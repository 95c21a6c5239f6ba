using ReId.Index.Erasure;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Erasures;

/// <summary>What shall be erased: an identity, crops, or what a camera saw, a span of time, or both.</summary>
public sealed record ErasureBody
{
    /// <summary>Somebody: crops, name and history.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>These crops, 1 to 10,000.</summary>
    public Guid[]? CropIds { get; init; }

    /// <summary>What this camera saw.</summary>
    public string? Camera { get; init; }

    /// <summary>Captured at or after this time.</summary>
    public string? From { get; init; }

    /// <summary>Captured before this time.</summary>
    public string? To { get; init; }

    /// <exception cref="ApiException">It names nothing, or several sorts of things.</exception>
    internal ErasureRequest Read()
    {
        var request = new ErasureRequest
        {
            IdentityId = IdentityId,
            CropIds = CropIds,
            Camera = Camera,
            From = From is { } from ? Fields.ParseTime("from", from) : null,
            To = To is { } to ? Fields.ParseTime("to", to) : null,
        };
        return request.Problem() is { } problem ? throw ApiException.Bad(problem) : request;
    }
}
