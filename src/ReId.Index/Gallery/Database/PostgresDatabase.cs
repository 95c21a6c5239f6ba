using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>
/// A gallery's rows in a PostgreSQL database of its own. The lock of a directory says nothing about a database that
/// others reach too, so there is one in the database.
/// </summary>
internal sealed class PostgresDatabase : GalleryDatabase
{
    private readonly string _connection;
    private readonly DbContextOptions<PostgresDbContext> _options;
    private readonly PostgresWriterLock _lock;

    /// <param name="connection">See <see cref="GalleryOptions.Database"/>.</param>
    /// <param name="interceptors">For tests: what sits between EF Core and the database.</param>
    public PostgresDatabase(string connection, IReadOnlyList<IInterceptor> interceptors)
    {
        _connection = PostgresConnection.Parse(connection).ConnectionString;
        _lock = new PostgresWriterLock(_connection);
        _options = new DbContextOptionsBuilder<PostgresDbContext>()
            .UseNpgsql(_connection).AddInterceptors(interceptors).Options;
    }

    public override GalleryDbContext CreateContext() => new PostgresDbContext(_options);

    public override async Task OpenAsync(bool check, CancellationToken cancellationToken)
    {
        await _lock.TakeAsync(cancellationToken);
        await using (var context = CreateContext())
        {
            PostgresSchema.RequireKnown(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(cancellationToken));
            await context.Database.MigrateAsync(cancellationToken);
        }

        await ChecksumFill.RunAsync(this, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> HoldAsync(CancellationToken cancellationToken) => _lock.HoldAsync(cancellationToken);

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
        _lock.Dispose();
        using var connection = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Keeps other processes from writing, until this one lets go; the rest of opening it is left to the caller.</summary>
    /// <exception cref="ReIdException">Another process writes it.</exception>
    public Task LockAsync(CancellationToken cancellationToken) => _lock.TakeAsync(cancellationToken);
}
