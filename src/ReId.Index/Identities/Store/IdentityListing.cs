namespace ReId.Index.Identities;

/// <summary>Which identities to list.</summary>
public sealed record IdentityListing
{
    /// <summary>Only those whose name contains this, whatever its case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Hidden ones too.</summary>
    public bool Hidden { get; init; }

    /// <summary>Default the oldest first.</summary>
    public IdentityOrder Order { get; init; }

    /// <summary>At most this many.</summary>
    public required int Limit { get; init; }

    /// <summary>Start behind this place; null for the beginning.</summary>
    public IdentityPosition? Beyond { get; init; }
}

/// <summary>Orders of a list of identities.</summary>
public enum IdentityOrder
{
    /// <summary>The first that was told apart first.</summary>
    Oldest = 0,

    /// <summary>The last that was told apart first.</summary>
    Newest = 1,

    /// <summary>Most crops first.</summary>
    Largest = 2,
}

/// <summary>A place in a list of identities that stays where it is when identities come and go.</summary>
/// <param name="Key">Of the last identity of the page before: ticks of its creation, or how many crops it had.</param>
/// <param name="IdentityId">Its id.</param>
public readonly record struct IdentityPosition(long Key, Guid IdentityId)
{
    /// <summary>The place of an identity in a list of that order.</summary>
    public static IdentityPosition Of(IdentitySummary identity, IdentityOrder order)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new(order == IdentityOrder.Largest ? identity.Crops : identity.Identity.CreatedAt.UtcTicks, identity.Identity.Id);
    }
}
