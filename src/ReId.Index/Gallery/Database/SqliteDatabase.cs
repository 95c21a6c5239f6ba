using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index.Database;

/// <summary>A gallery's rows in an SQLite file in its directory.</summary>
internal sealed class SqliteDatabase : GalleryDatabase
{
    private readonly string _file;
    private readonly string _connection;
    private readonly DbContextOptions<GalleryDbContext> _options;
    private readonly DatabaseSeal _seal;

    /// <param name="file">The SQLite file.</param>
    /// <param name="interceptors">For tests: what sits between EF Core and the database.</param>
    public SqliteDatabase(string file, IReadOnlyList<IInterceptor> interceptors)
    {
        _file = file;
        _seal = new DatabaseSeal(file);
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
    /// <param name="check">
    /// Also read the whole file and verify its structure and its rows (after an unclean end); it is done in any case where
    /// the file is not, byte by byte, the one that was closed.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    public override async Task OpenAsync(bool check, CancellationToken cancellationToken)
    {
        var begun = new FileInfo(_file) is { Exists: true, Length: > 0 };
        if (!begun && WasHere())
        {
            throw new ReIdException(DatabaseFailures.Damaged(_file, "it is empty or gone, but what belongs to it is there"));
        }

        var sound = !begun || (!check && await _seal.HoldsAsync(cancellationToken));
        await using var context = CreateContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        if (!sound && await StructureCheck.RunAsync(context, cancellationToken) is { } damage)
        {
            throw new ReIdException(DatabaseFailures.Damaged(_file, damage));
        }

        var known = context.Database.GetMigrations().ToHashSet();
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new ReIdException(
                $"{_file} was written by a newer version of ReId (its schema has '{newer}'): use that version; if there never was one, the database is damaged: restore it from a backup with 'reid restore'.");
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
        if (!sound && (await RowCheck.RunAsync(this, cancellationToken)).Problems is [var problem, ..])
        {
            throw new ReIdException(DatabaseFailures.Damaged(_file, problem));
        }
    }

    /// <inheritdoc/>
    public override async Task ScrubAsync(bool rewrite, CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandTimeout = 0;
        if (rewrite)
        {
            command.CommandText = "VACUUM";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Whoever reads just now keeps the log from being emptied; readers are quick.
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        for (var i = 0; await command.ExecuteScalarAsync(cancellationToken) is not 0L; i++)
        {
            if (i == CheckpointTries)
            {
                throw new ReIdException($"The write-ahead log of {_file} may still hold what was deleted, since somebody reads it all the time: repeat it later.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private const int CheckpointTries = 300;

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
        await _seal.WriteAsync();
    }

    /// <summary>Closes the connections that the pool holds.</summary>
    public override void Release()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    // SQLite would begin an empty database anew, and throw its write-ahead log away.
    private bool WasHere()
    {
        string Beside(string name) => Path.Combine(Path.GetDirectoryName(_file)!, name);
        return File.Exists(Beside(GalleryLayout.SealFile)) || Directory.Exists(Beside(GalleryLayout.BlobFolder))
            || Directory.Exists(Beside(GalleryLayout.SegmentFolder)) || new FileInfo(_file + "-wal") is { Exists: true, Length: > 0 };
    }

    /// <summary>
    /// A commit is on the disk when it returns, and what is deleted is overwritten: said for each connection, since builds
    /// of SQLite differ. Who finds the file locked looks again after milliseconds, as SQLite itself waits; the client
    /// library would sleep 150 ms, and one search in twenty did while crops arrived (its line in the audit log).
    /// </summary>
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
            command.CommandText = "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=1000";
            return command;
        }
    }
}
