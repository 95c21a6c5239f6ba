namespace ReId.Index.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its place in the gallery's directory, with '/' between parts.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of all its bytes.</param>
internal sealed record BackupEntry(string Path, long Bytes, string Sha256);

/// <summary>What a backup is.</summary>
/// <param name="Format">Of the backup as a whole.</param>
/// <param name="CreatedAt">When its database was copied, UTC: later changes are not in it.</param>
/// <param name="Crops">Crops in it.</param>
/// <param name="Vectors">Vectors in it.</param>
/// <param name="MissingPictures">Crops whose pictures were gone already.</param>
public sealed record BackupHead(int Format, DateTimeOffset CreatedAt, long Crops, long Vectors, long MissingPictures);
