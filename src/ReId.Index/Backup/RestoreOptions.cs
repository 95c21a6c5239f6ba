namespace ReId.Index.Backup;

/// <summary>What is restored, and where.</summary>
public sealed record RestoreOptions
{
    /// <summary>The folder or tar file that a backup made.</summary>
    public required string Backup { get; init; }

    /// <summary>The gallery's directory: a new or empty one, unless <see cref="Replace"/> is set.</summary>
    public required string Directory { get; init; }

    /// <summary>Put it in the place of a gallery that is there; that one is kept beside it.</summary>
    public bool Replace { get; init; }

    /// <summary>A ledger of erasures that was kept elsewhere: they are repeated too.</summary>
    public string? Ledger { get; init; }

    /// <summary>An empty PostgreSQL database for the rows; null for SQLite in the directory. See <see cref="GalleryOptions.Database"/>.</summary>
    public string? Database { get; init; }

    /// <summary>A bucket for the pictures; null for files in the directory.</summary>
    public Blobs.S3Place? Pictures { get; init; }

    /// <summary>For tests: hears of every step that a kill may come after.</summary>
    internal Action<RestoreStep>? After { get; init; }
}

/// <summary>What a kill may come after.</summary>
internal enum RestoreStep
{
    /// <summary>Pictures are in the bucket.</summary>
    Pictures,

    /// <summary>Rows are written, but not committed.</summary>
    Rows,

    /// <summary>Rows are committed.</summary>
    Commit,

    /// <summary>The directory is in its place.</summary>
    Place,
}

/// <summary>What a restoration did.</summary>
/// <param name="Backup">What was in the backup.</param>
/// <param name="Erasures">Erasures since the backup that were done again.</param>
/// <param name="ErasedCrops">Crops of the backup that they removed.</param>
/// <param name="LedgerFound">Whether a ledger was found that tells of erasures since the backup.</param>
/// <param name="Crops">Crops that are there now.</param>
/// <param name="Searched">Searches that found what they looked for.</param>
/// <param name="Former">Where the gallery that was replaced is kept; null where none was.</param>
public sealed record RestoreReport(BackupReport Backup, int Erasures, long ErasedCrops, bool LedgerFound, long Crops, int Searched, string? Former);
