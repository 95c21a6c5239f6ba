using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>What was erased, as far as the backup, the directory that is restored to and a copy from elsewhere know.</summary>
internal static class RestoreLedger
{
    /// <summary>Writes all erasures that are known anywhere into the ledger of the gallery aside.</summary>
    /// <returns>Whether one tells of erasures since the backup.</returns>
    public static async Task<bool> MergeAsync(string directory, string aside, RestoreOptions options, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        var found = false;
        foreach (var file in new[] { Path.Combine(aside, GalleryLayout.ErasureFile), Path.Combine(directory, GalleryLayout.ErasureFile), options.Ledger })
        {
            if (file is not null && File.Exists(file))
            {
                entries.AddRange(await ReadAsync(file, cancellationToken));
                found |= !file.StartsWith(aside, StringComparison.Ordinal);
            }
        }

        // The database that is replaced knows as well, unless it is damaged.
        if (File.Exists(Path.Combine(directory, GalleryLayout.DatabaseFile)))
        {
            try
            {
                entries.AddRange(await OfDatabaseAsync(directory, cancellationToken));
                found = true;
            }
            catch (Exception damage) when (damage is Microsoft.Data.Sqlite.SqliteException or JsonException or FormatException or InvalidCastException)
            {
                // Then the ledger says it.
            }
        }

        if (entries.Count > 0)
        {
            await new ErasureLedger(Path.Combine(aside, GalleryLayout.ErasureFile))
                .ReplaceAsync(entries.DistinctBy(entry => entry.Id).OrderBy(entry => entry.At), cancellationToken);
        }

        return found;
    }

    private static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var (entries, damaged) = await new ErasureLedger(file).ReadAsync(cancellationToken);
        return damaged == 0 ? entries
            : throw new ReIdException($"The ledger of erasures {file} has {damaged} damaged lines: what they erased would come back; restore the ledger from a copy, or remove those lines to accept that.");
    }

    private static async Task<List<LedgerEntry>> OfDatabaseAsync(string directory, CancellationToken cancellationToken)
    {
        var database = new SqliteDatabase(Path.Combine(directory, GalleryLayout.DatabaseFile), []);
        try
        {
            await using var context = database.CreateContext();
            return (await context.Erasures.AsNoTracking().Select(row => row.Request).ToListAsync(cancellationToken))
                .ConvertAll(json => JsonSerializer.Deserialize<LedgerEntry>(json, ErasureLedger.Json)!);
        }
        finally
        {
            database.Release();
        }
    }

    /// <summary>Erasures that a gallery's database knows of; a backup of an old version has no such table yet.</summary>
    public static async Task<int> CountAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            return (await OfDatabaseAsync(directory, cancellationToken)).Count;
        }
        catch (Microsoft.Data.Sqlite.SqliteException missing) when (missing.SqliteErrorCode == 1)
        {
            return 0;
        }
    }
}
