using System.Data;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>
/// The rows of a PostgreSQL database. All tables are read in one snapshot (REPEATABLE READ, which makes no writer wait)
/// and written into an SQLite file: a backup is the same from whichever database it comes.
/// </summary>
/// <param name="connection">See <see cref="GalleryOptions.Database"/>.</param>
/// <param name="directory">The gallery's directory.</param>
internal sealed class LivePostgres(string connection, string directory) : ILiveRows
{
    private readonly PostgresDatabase _database = new(connection, []);

    public async Task<DatabaseCopy> CopyAsync(string target, CancellationToken cancellationToken)
    {
        await using var from = _database.CreateContext();
        await from.Database.OpenConnectionAsync(cancellationToken);
        await PostgresSchema.RequireAsync(from, cancellationToken);
        await using var snapshot = await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await from.Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY", cancellationToken);
        await RestoreMark.RequireAsync(from, directory, cancellationToken);

        var file = new SqliteDatabase(target, []);
        try
        {
            await using var to = file.CreateContext();
            await to.Database.MigrateAsync(cancellationToken);
            await using var writing = await to.Database.BeginTransactionAsync(cancellationToken);
            await RowCopy.RunAsync(from, to, cancellationToken);
            await RowNumbers.CarryAsync(from, to, cancellationToken);
            await RestoreMark.RemoveAsync(to, cancellationToken);
            await writing.CommitAsync(cancellationToken);
        }
        finally
        {
            file.Release();
        }

        return new DatabaseCopy(target);
    }

    public Task<HashSet<Guid>> GoneAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken) =>
        DatabaseCopy.GoneAsync(_database, crops, cancellationToken);

    public string Damaged(string detail) => PostgresFailures.Damaged(detail);
}
