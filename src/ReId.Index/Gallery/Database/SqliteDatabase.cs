using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>A gallery's rows in an SQLite file in its directory.</summary>
internal sealed class SqliteDatabase : GalleryDatabase
{
    private readonly string _file;
    private readonly string _connection;
    private readonly DbContextOptions<GalleryDbContext> _options;

    /// <param name="file">The SQLite file.</param>
    /// <param name="interceptors">For tests: what sits between EF Core and the database.</param>
    public SqliteDatabase(string file, IReadOnlyList<IInterceptor> interceptors)
    {
        _file = file;
        _connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
        _options = Options(_connection, interceptors);
    }

    public static DbContextOptions<GalleryDbContext> Options(
        string connection, params IReadOnlyList<IInterceptor> interceptors) =>
        new DbContextOptionsBuilder<GalleryDbContext>()
            .UseSqlite(connection)
            .AddInterceptors([new DurabilityInterceptor(), .. interceptors])
            .Options;

    public override GalleryDbContext CreateContext() => new(_options);

    /// <summary>Brings the schema up to date.</summary>
    /// <param name="check">Also read the whole file and verify its structure (after an unclean end).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public override async Task OpenAsync(bool check, CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        if (check && await QuickCheckAsync(context, cancellationToken) is { } damage)
        {
            throw new ReIdException(DatabaseFailures.Damaged(_file, damage));
        }

        var known = context.Database.GetMigrations().ToHashSet();
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new ReIdException(
                $"{_file} was written by a newer version of ReId (its schema has '{newer}'): use that version.");
        }

        // The journal mode is a property of the file and cannot change inside the transaction of a migration.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        if (known.Count > applied.Count())
        {
            // EF's own lock against two migrations at once is a table that a killed process leaves behind, and then
            // every later start waits for it for ever. The lock of the directory has settled that we are alone.
            await context.Database.ExecuteSqlRawAsync(
                "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        await ChecksumFill.RunAsync(this, cancellationToken);
    }

    /// <summary>Folds the write-ahead log into the file and lets go of it.</summary>
    /// <exception cref="IOException">Somebody still reads, so part of the log stays.</exception>
    public override async Task CloseAsync()
    {
        await using (var context = CreateContext())
        {
            await context.Database.OpenConnectionAsync();
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";

            // A checkpoint that is in somebody's way is no error to SQLite: the first column of its answer says so.
            if (await command.ExecuteScalarAsync() is not 0L)
            {
                throw new IOException($"the write-ahead log of {_file} cannot be folded in while somebody reads it");
            }
        }

        Release();
    }

    /// <summary>Closes the connections that the pool holds.</summary>
    public override void Release()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private static async Task<string?> QuickCheckAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var result = await command.ExecuteScalarAsync(cancellationToken) as string;
        return result is null or "ok" ? null : result;
    }

    /// <summary>A commit is on the disk when it returns: said for each connection, since builds of SQLite differ.</summary>
    private sealed class DurabilityInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = Durable(connection);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            await using var command = Durable(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static System.Data.Common.DbCommand Durable(System.Data.Common.DbConnection connection)
        {
            var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=FULL";
            return command;
        }
    }
}
