namespace ReId.Index;

/// <summary>What became of the entries of one <see cref="IGallery.AddAsync"/>.</summary>
public sealed record AddResult
{
    /// <summary>Entries stored by this call.</summary>
    public required int Added { get; init; }

    /// <summary>Entries whose (crop id, model id) was stored already, earlier or in the same call.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Entries that can never be stored, in the order of the call.</summary>
    public IReadOnlyList<RejectedEntry> Rejected { get; init; } = [];
}

/// <summary>An entry that can never be stored.</summary>
/// <param name="Position">Its position among the entries of the call, from 0.</param>
/// <param name="CropId">Its crop.</param>
/// <param name="Reason">One sentence for the operator.</param>
public sealed record RejectedEntry(int Position, Guid CropId, string Reason);
