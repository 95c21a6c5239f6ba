namespace ReId.Index.Identities;

/// <summary>What an operation did.</summary>
public sealed record OperationResult
{
    /// <summary>The operation, by which it can be undone.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>Its kind.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The identity it was about: with a split the new one; null for a run or the undo of one.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>Crops whose identity changed.</summary>
    public required int ChangedCrops { get; init; }

    /// <summary>What the caller should know, a sentence each: decisions set aside, crops left where they are.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
