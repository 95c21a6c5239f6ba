using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>
/// A gallery's rows in a PostgreSQL database of its own. The lock of a directory says nothing about a database that
/// others reach too: a session of ours holds an advisory lock, which the server frees when the session ends.
/// </summary>
internal sealed class PostgresDatabase : GalleryDatabase
{
    private const long WriterLock = 0x5265_4964; // "ReId"

    private readonly string _connection;
    private readonly DbContextOptions<PostgresDbContext> _options;
    private NpgsqlConnection? _lock;

    /// <param name="connection">See <see cref="GalleryOptions.Database"/>.</param>
    /// <param name="interceptors">For tests: what sits between EF Core and the database.</param>
    public PostgresDatabase(string connection, IReadOnlyList<IInterceptor> interceptors)
    {
        _connection = PostgresConnection.Parse(connection).ConnectionString;
        _options = new DbContextOptionsBuilder<PostgresDbContext>()
            .UseNpgsql(_connection).AddInterceptors(interceptors).Options;
    }

    public override GalleryDbContext CreateContext() => new PostgresDbContext(_options);

    public override async Task OpenAsync(bool check, CancellationToken cancellationToken)
    {
        await LockAsync(cancellationToken);
        await using (var context = CreateContext())
        {
            PostgresSchema.RequireKnown(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(cancellationToken));
            await context.Database.MigrateAsync(cancellationToken);
        }

        await ChecksumFill.RunAsync(this, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task ScrubAsync(bool rewrite, CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        foreach (var table in s_ofPeople)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = rewrite ? $"VACUUM (FULL) {table}" : $"VACUUM {table}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static readonly string[] s_ofPeople =
        ["vectors", "crops", "assignments", "identities", "decisions", "changes", "watches", "watch_hits"];

    public override Task CloseAsync()
    {
        Release();
        return Task.CompletedTask;
    }

    public override void Release()
    {
        _lock?.Dispose();
        _lock = null;
        using var connection = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Keeps other processes from writing, until this one lets go; the rest of opening it is left to the caller.</summary>
    /// <exception cref="ReIdException">Another process writes it.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        // Its own session: a pooled one would be reset, and the lock with it.
        _lock = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection) { Pooling = false, KeepAlive = 30 }.ConnectionString);
        await _lock.OpenAsync(cancellationToken);
        await using var command = _lock.CreateCommand();
        command.CommandText = "SELECT pg_try_advisory_lock(@key)";
        command.Parameters.AddWithValue("key", WriterLock);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new ReIdException(
                $"The PostgreSQL database {_lock.Database} on {_lock.Host} is in use by another ReId process: stop that process, or name another database.");
        }
    }
}
