using ReId.Contracts;

namespace ReId.Index.Erasure;

/// <summary>What shall be erased: an identity, some crops, or what a camera saw, a span of time, or both.</summary>
public sealed record ErasureRequest
{
    /// <summary>Somebody: all crops of them, their name and their history.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>These crops.</summary>
    public IReadOnlyList<Guid>? CropIds { get; init; }

    /// <summary>Crops of this camera.</summary>
    public string? Camera { get; init; }

    /// <summary>Crops captured at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Crops captured before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether it names crops by camera and time.</summary>
    internal bool IsSpan => Camera is not null || From is not null || To is not null;

    /// <summary>What is wrong with it, in one sentence; null when nothing is.</summary>
    public string? Problem()
    {
        var sorts = (IdentityId is null ? 0 : 1) + (CropIds is null ? 0 : 1) + (IsSpan ? 1 : 0);
        if (sorts != 1)
        {
            return $"An erasure names {(sorts == 0 ? "nothing" : "several sorts of things")}: give one identity, or crops, or a camera and/or a span of time.";
        }

        if (CropIds is { Count: 0 or > MostCrops })
        {
            return $"An erasure names 1 to {MostCrops} crops at once, not {CropIds.Count}.";
        }

        return From is { } from && To is { } to && from >= to ? "The span of time to erase ends before it begins." : null;
    }

    /// <exception cref="ReIdException">It names nothing, or several sorts of things.</exception>
    internal void Validate()
    {
        if (Problem() is { } problem)
        {
            throw new ReIdException(problem);
        }
    }

    private const int MostCrops = 10_000;
}
