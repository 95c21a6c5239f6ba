using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>
/// The rows of a restored gallery on their way into an empty PostgreSQL database, which nobody else may write meanwhile.
/// See <see cref="RestoreMark"/> for a kill in between.
/// </summary>
internal sealed class RestoredRows(string connection) : IDisposable
{
    private readonly PostgresDatabase _database = new(connection, []);

    /// <summary>Takes the database, and brings its schema up to date.</summary>
    /// <exception cref="ReIdException">It holds something, or another process writes it; it is as it was.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using (var context = _database.CreateContext())
        {
            await RequireEmptyAsync(context, cancellationToken);
        }

        await _database.OpenAsync(check: false, cancellationToken);
    }

    /// <summary>Moves all rows there in one transaction, and reads them once more.</summary>
    /// <param name="aside">The gallery whose rows they are; its SQLite file goes.</param>
    /// <param name="after">For tests.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">It holds something, or does not say what was written.</exception>
    public async Task MoveAsync(string aside, Action<RestoreStep>? after, CancellationToken cancellationToken)
    {
        var mark = await RestoreMark.WriteAsync(aside, cancellationToken);
        var file = Path.Combine(aside, GalleryLayout.DatabaseFile);
        var source = new SqliteDatabase(file, []);
        try
        {
            await using var from = source.CreateContext();
            await using var reading = await from.Database.BeginTransactionAsync(cancellationToken);
            await using var to = _database.CreateContext();
            await using var writing = await to.Database.BeginTransactionAsync(cancellationToken);

            // Settings of a first start, and what an interrupted restoration left.
            await RequireEmptyAsync(to, cancellationToken);
            var empty = $"TRUNCATE {string.Join(", ", Tables(to))}";
            await to.Database.ExecuteSqlRawAsync(empty, cancellationToken);
            await RowCopy.RunAsync(from, to, cancellationToken);
            await RowNumbers.CarryAsync(from, to, cancellationToken);
            to.Add(new SettingRow { Key = RestoreMark.Key, Value = mark });
            await to.SaveChangesAsync(cancellationToken);
            after?.Invoke(RestoreStep.Rows);
            await writing.CommitAsync(cancellationToken);
        }
        finally
        {
            source.Release();
        }

        after?.Invoke(RestoreStep.Commit);
        if ((await RowCheck.RunAsync(_database, cancellationToken)).Problems is [var problem, ..])
        {
            throw new ReIdException($"PostgreSQL does not hold what was written ({problem}): nothing is served from it; look at its disk, and restore into another database.");
        }

        foreach (var name in new[] { GalleryLayout.DatabaseFile, GalleryLayout.DatabaseFile + "-wal", GalleryLayout.DatabaseFile + "-shm", GalleryLayout.SealFile })
        {
            File.Delete(Path.Combine(aside, name));
        }
    }

    /// <summary>The directory is in its place: from here on it may be served.</summary>
    public async Task FinishAsync(string directory)
    {
        await using var context = _database.CreateContext();
        await RestoreMark.SettleAsync(context, directory, CancellationToken.None);
    }

    public void Dispose() => _database.Release();

    private static async Task RequireEmptyAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        if (!(await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any() || await RestoreMark.FindAsync(context, cancellationToken) is not null)
        {
            return;
        }

        foreach (var table in Tables(context).Where(table => table != SettingTable))
        {
            var question = $"SELECT EXISTS (SELECT 1 FROM {table}) AS \"Value\"";
            if (await context.Database.SqlQueryRaw<bool>(question).SingleAsync(cancellationToken))
            {
                throw new ReIdException(
                    $"The PostgreSQL database {PostgresSchema.Place(context)} is not empty (its table {table} has rows): name a new one, which 'createdb' makes.");
            }
        }
    }

    private const string SettingTable = "settings";

    private static IEnumerable<string> Tables(GalleryDbContext context) => context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!);
}
