using System.Text.Json;

namespace ReId.Search.Endpoints.Identities;

/// <summary>What changes of an identity itself.</summary>
public sealed record IdentityPatch
{
    /// <summary>Its name, 1 to 200 characters; null takes it away; left out it stays.</summary>
    public JsonElement Name { get; init; }

    /// <summary>Whether lists leave it out; left out it stays.</summary>
    public bool? Hidden { get; init; }
}

/// <summary>Identities that are one.</summary>
public sealed record MergeBody
{
    /// <summary>The one that keeps its id.</summary>
    public Guid? Into { get; init; }

    /// <summary>Those that go into it, 1 to 100.</summary>
    public Guid[]? From { get; init; }
}

/// <summary>Crops about which an operator says something.</summary>
public sealed record CropsBody
{
    /// <summary>The crops, 1 to 1000; each stands for its whole tracklet.</summary>
    public Guid[]? CropIds { get; init; }

    /// <summary>These crops only, not their tracklets; default false.</summary>
    public bool? Exact { get; init; }
}

/// <summary>A body that says nothing more.</summary>
public sealed record EmptyBody;
