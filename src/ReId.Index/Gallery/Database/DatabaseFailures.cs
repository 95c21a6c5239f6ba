using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index.Database;

/// <summary>Turns the failures that a user can act on into one sentence; leaves all others as they are.</summary>
internal static class DatabaseFailures
{
    private const int SqliteError = 1;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int FileTooLarge = 27; // EFBIG
    private const int QuotaExceeded = 122; // EDQUOT

    public static string Damaged(string file, string detail) =>
        $"The gallery's database {file} is damaged ({detail}): restore it from a backup with 'reid restore', or move it away to start anew.";

    /// <summary>The sentence for a failure in a gallery directory, or null when it is none of those.</summary>
    public static ReIdException? Explain(Exception failure, string directory)
    {
        switch (failure)
        {
            case DbUpdateException { InnerException: { } inner }:
                return Explain(inner, directory);
            case InvalidOperationException { InnerException: { } inner } when PostgresFailures.IsTransient(inner):
                return Explain(inner, directory); // EF Core wraps what it thinks worth repeating.
            case Npgsql.NpgsqlException postgres:
                return PostgresFailures.Explain(postgres);
            case SqliteException sqlite:
                var file = Path.Combine(directory, GalleryLayout.DatabaseFile);
                return sqlite.SqliteErrorCode switch
                {
                    SqliteFull => Full(directory, failure),
                    SqliteCorrupt or SqliteNotADatabase or SqliteError when IsDamage(sqlite) =>
                        new ReIdException(Damaged(file, Detail(sqlite)), failure),
                    SqliteIoError => new ReIdException(
                        $"The gallery's database {file} cannot be read or written ({Detail(sqlite)}): check the disk and its free space; what was stored before is kept.",
                        failure),
                    SqliteReadOnly or SqliteCannotOpen => new ReIdException(
                        $"The gallery's database {file} cannot be opened for writing ({Detail(sqlite)}): check its owner and permissions.",
                        failure),
                    _ => null,
                };
            case IOException { HResult: NoSpaceLeft or FileTooLarge or QuotaExceeded }:
                return Full(directory, failure);
            case DirectoryNotFoundException or PathTooLongException:
                return new ReIdException(
                    $"The gallery directory {directory} cannot be created or is gone ({failure.Message.TrimEnd('.')}): name another one.",
                    failure);
            case InvalidDataException:
                var rows = Path.Combine(directory, GalleryLayout.DatabaseFile);
                return new ReIdException(
                    File.Exists(rows) ? Damaged(rows, failure.Message) : PostgresFailures.Damaged(failure.Message), failure);
            case UnauthorizedAccessException:
                return new ReIdException(
                    $"The gallery directory {directory} cannot be written ({failure.Message.TrimEnd('.')}): check its owner and permissions.",
                    failure);
            default:
                return null;
        }
    }

    // Every statement here fits the schema: one that does not finds a schema that was changed by no migration.
    private static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode != SqliteError
        || failure.Message.Contains("no such ", StringComparison.Ordinal) || failure.Message.Contains("malformed", StringComparison.Ordinal);

    private static ReIdException Full(string directory, Exception failure) => new(
        $"The disk under the gallery directory {directory} is full: free some space and repeat; what was stored before is kept.",
        failure);

    private static string Detail(SqliteException failure)
    {
        // "SQLite Error 11: 'database disk image is malformed'." carries its text in quotes.
        var parts = failure.Message.Split('\'');
        return parts.Length >= 3 ? parts[1] : failure.Message;
    }
}
