using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>
/// A copy of a gallery's SQLite file as it was at one moment, whoever writes meanwhile. VACUUM INTO, not the backup API:
/// pages that are no longer in use, and what was deleted in them, are not copied.
/// </summary>
internal sealed class DatabaseCopy(string file)
{
    private readonly SqliteDatabase _database = new(file, []);

    public static async Task<DatabaseCopy> MakeAsync(string source, string target, CancellationToken cancellationToken)
    {
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 60,
            Pooling = false,
        }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $target";
            command.Parameters.AddWithValue("$target", target);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return new DatabaseCopy(target);
    }

    public async Task<List<(Guid Crop, string Key)>> PicturesAsync(CancellationToken cancellationToken)
    {
        await using var context = _database.CreateContext();
        var rows = await context.Crops.AsNoTracking().Select(row => new { row.Id, row.BlobKey }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Id, row.BlobKey));
    }

    /// <summary>Of these crops those that are there no more.</summary>
    public async Task<HashSet<Guid>> GoneAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = _database.CreateContext();
        var asked = crops.ToHashSet();
        asked.ExceptWith(await asked.InChunksAsync(chunk =>
            context.Crops.Where(row => chunk.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken)));
        return asked;
    }

    public async Task RemoveAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = _database.CreateContext();
        foreach (var chunk in crops.Chunk(1000))
        {
            await context.Crops.Where(row => chunk.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Reads it all.</summary>
    /// <exception cref="ReIdException">It is damaged.</exception>
    public async Task<RowReport> CheckAsync(string name, CancellationToken cancellationToken)
    {
        await using (var context = _database.CreateContext())
        {
            if (await StructureCheck.RunAsync(context, cancellationToken) is { } damage)
            {
                throw new ReIdException(DatabaseFailures.Damaged(name, damage));
            }
        }

        var report = await RowCheck.RunAsync(_database, cancellationToken);
        return report.Problems is [var problem, ..] ? throw new ReIdException(DatabaseFailures.Damaged(name, problem)) : report;
    }

    public void Release() => _database.Release();
}
