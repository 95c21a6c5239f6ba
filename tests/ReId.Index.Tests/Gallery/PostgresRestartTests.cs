using Npgsql;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>A PostgreSQL that restarts under an open gallery: the right to write goes with the session that had it.</summary>
public sealed class PostgresRestartTests(PostgresServer shared) : GalleryTest
{
    private const string InUse = "is in use by another ReId process: stop that process, or name another database.";

    private string? _connection;

    protected override Task<string?> DatabaseAsync() => Task.FromResult(_connection);

    [Fact]
    public async Task The_right_to_write_is_taken_again_and_nothing_is_lost()
    {
        await using var server = new PostgresServer();
        _connection = await server.CreateDatabaseAsync(Token);
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(10);
        await gallery.AddAsync(entries.Take(5).ToList(), Token);

        await server.StopAsync();
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => gallery.AddAsync(entries, Token));
        Assert.Contains("cannot be reached (", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => gallery.RequireDatabaseAsync(Token));
        await server.StartAgainAsync();

        Assert.Equal(5, (await gallery.AddAsync(entries, Token)).Added);
        await gallery.RequireDatabaseAsync(Token);
        await FindsAsync(gallery, entries);
        Assert.EndsWith(InUse, (await Assert.ThrowsAsync<ReIdException>(OtherAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_after_its_health_takes_it_again_too()
    {
        await using var server = new PostgresServer();
        _connection = await server.CreateDatabaseAsync(Token);
        await using var gallery = await OpenAsync();
        await server.StopAsync();
        await server.StartAgainAsync();

        await gallery.RequireDatabaseAsync(Token);

        Assert.EndsWith(InUse, (await Assert.ThrowsAsync<ReIdException>(OtherAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_quicker_writes_and_the_other_says_so_until_it_is_free_again()
    {
        _connection = await shared.CreateDatabaseAsync(Token);
        using var log = new CollectedLog();
        await using var gallery = await OpenAsync(loggers: log);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var entries = Sample.Town(12);
        await gallery.AddAsync(entries.Take(4).ToList(), Token);
        await CutWriterAsync();
        var made = Guid.Empty;
        await using (var other = await OtherAsync())
        {
            await other.AddAsync(entries.Skip(4).Take(4).ToList(), Token);
            await other.RemoveAsync([entries[0].Crop.CropId], Token);
            made = await PersonAsync(await IdentityStore.OpenAsync(other, cancellationToken: Token), entries[5].Crop.CropId);

            foreach (var change in (Func<Task>[])[
                () => gallery.AddAsync(entries, Token), () => gallery.RemoveAsync([entries[1].Crop.CropId], Token),
                () => gallery.RequireDatabaseAsync(Token), () => store.NameAsync(made, "Anna", "me", Token)])
            {
                var failure = await Assert.ThrowsAsync<StoreUnavailableException>(change);
                Assert.EndsWith(
                    "was taken over by another ReId process while the connection was lost, so this one writes no more: stop one of them.",
                    failure.Message, StringComparison.Ordinal);
            }

            Assert.Equal(7, (await other.StatsAsync(Token)).Crops);
        }

        // What the other one did meanwhile is known: crops by the index, identities by their store.
        Assert.Equal(4, (await gallery.AddAsync(entries.Skip(8).ToList(), Token)).Added);
        await FindsAsync(gallery, entries.Skip(1));
        Assert.DoesNotContain(entries[0].Crop.CropId, (await gallery.SearchAsync(
            entries[0].Vector, new SearchOptions { ModelId = Sample.Model, K = 20 }, Token)).Select(hit => hit.Crop.CropId));
        await store.NameAsync(made, "Anna", "me", Token);
        Assert.Equal("Anna", store.Peek(made)?.Name);
        Assert.Equal(made, store.Lookup.IdentityOf(entries[5].Crop.CropId));
        Assert.Contains(log.Warnings, line => line.Contains("it is the writer again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_of_its_own_that_the_server_has_not_missed_is_no_stranger()
    {
        var connection = await shared.CreateDatabaseAsync(Token);
        using var held = new PostgresWriterLock(connection);
        await held.TakeAsync(Token);
        Assert.Equal(0, await held.HoldAsync(Token));

        // As if the network had been cut: the lock is with a session of the same name that we know nothing of.
        await RunAsync(connection, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{held.Session}'");
        await using var ghost = new NpgsqlConnection($"{connection};Pooling=false;Application Name={held.Session}");
        await ghost.OpenAsync(Token);
        await using (var command = ghost.CreateCommand())
        {
            command.CommandText = "SELECT pg_advisory_lock(1382369636)";
            await command.ExecuteScalarAsync(Token);
        }

        Assert.Equal(1, await held.HoldAsync(Token));
        Assert.Equal(1, await held.HoldAsync(Token));
    }

    private async Task<Index.Gallery> OtherAsync() => await Index.Gallery.OpenAsync(
        new GalleryOptions { Directory = File("other"), Database = _connection, SearchThreads = 1 }, cancellationToken: Token);

    private static async Task<Guid> PersonAsync(IdentityStore store, Guid crop)
    {
        var person = new Identity { Id = Guid.CreateVersion7(), CreatedAt = Sample.Start, UpdatedAt = Sample.Start };
        var shown = new Assignment(person.Id, AssignmentOrigin.Operator, null, Sample.Start, null);
        await store.ChangeAsync("other", null, maker => maker.Make(
            OperationKind.Confirm, "made", [new IdentityChange(person.Id, null, person), new AssignmentChange(crop, null, shown)]), Token);
        return person.Id;
    }

    private static async Task FindsAsync(Index.Gallery gallery, IEnumerable<GalleryEntry> entries)
    {
        foreach (var entry in entries)
        {
            var hits = await gallery.SearchAsync(entry.Vector, new SearchOptions { ModelId = Sample.Model, K = 1 }, Token);
            Assert.Equal(entry.Crop.CropId, Assert.Single(hits).Crop.CropId);
        }
    }

    private Task CutWriterAsync() => RunAsync(
        _connection!, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

    private static async Task RunAsync(string connection, string statement)
    {
        await using var own = new NpgsqlConnection(connection + ";Pooling=false");
        await own.OpenAsync(Token);
        await using var command = own.CreateCommand();
        command.CommandText = statement;
        Assert.Equal(1L, await command.ExecuteScalarAsync(Token));
    }
}
