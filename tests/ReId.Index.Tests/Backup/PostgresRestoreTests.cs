using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Backup;
using ReId.Index.Database;
using ReId.Index.Doctor;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.BackupTests;

/// <summary>A backup, from whichever database, restored into an empty PostgreSQL database.</summary>
public sealed class PostgresRestoreTests(PostgresServer server) : GalleryTest
{
    private readonly TemporaryFolder _elsewhere = new();

    [Fact]
    public async Task Every_row_and_every_counter_goes_from_SQLite_to_PostgreSQL_and_back()
    {
        SortedDictionary<string, List<string>> first;
        await using (var gallery = await OpenAsync())
        {
            await FillAsync(gallery);
            Assert.Equal(4, await NextAuditAsync(gallery));
            first = await TableDump.OfAsync(gallery.Contexts, Token);
        }

        Assert.All(first, table => Assert.NotEmpty(table.Value));
        await GalleryBackup.RunAsync(Directory, _elsewhere.File("one.tar"), Token);
        var there = new GalleryOptions { Directory = _elsewhere.File("there"), Database = await server.CreateDatabaseAsync(Token), SearchThreads = 1 };
        await RestoreAsync("one.tar", there);
        await using (var gallery = await Index.Gallery.OpenAsync(there, cancellationToken: Token))
        {
            Assert.False(System.IO.File.Exists(_elsewhere.File("there", "gallery.db")));
            Assert.Equal(first, await TableDump.OfAsync(gallery.Contexts, Token));
            Assert.Equal(5, await NextAuditAsync(gallery));
            Assert.Equal(1, (await gallery.AddAsync([Sample.Entry(camera: "new")], Token)).Added);
            first = await TableDump.OfAsync(gallery.Contexts, Token);
        }

        await GalleryBackup.RunAsync(there, _elsewhere.File("two"), Token);
        var back = new GalleryOptions { Directory = _elsewhere.File("back"), SearchThreads = 1 };
        await RestoreAsync("two", back);
        await using var again = await Index.Gallery.OpenAsync(back, cancellationToken: Token);
        Assert.Equal(first, await TableDump.OfAsync(again.Contexts, Token));
        Assert.Equal(6, await NextAuditAsync(again));
        Assert.Equal(1, (await again.AddAsync([Sample.Entry(camera: "newer")], Token)).Added);
    }

    [Fact]
    public async Task What_was_erased_since_does_not_come_back_and_searches_say_the_same()
    {
        var entries = Sample.Town(80);
        var source = new GalleryOptions { Directory = Directory, Database = await server.CreateDatabaseAsync(Token), SearchThreads = 1 };
        string expected;
        await using (var gallery = await Index.Gallery.OpenAsync(source, cancellationToken: Token))
        {
            await gallery.AddAsync(entries, Token);
            await GalleryBackup.RunAsync(source, _elsewhere.File("backup"), Token);
            await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[7].Crop.CropId] }, "test", Token);
            expected = await SearchAsync(gallery);
        }

        foreach (var database in new[] { null, await server.CreateDatabaseAsync(Token) })
        {
            var target = new GalleryOptions { Directory = _elsewhere.File($"restored-{database is null}"), Database = database, SearchThreads = 1 };
            var report = await RestoreAsync("backup", target, ledger: File("erasures.log"));
            Assert.Equal((79, 1, 20), (report.Crops, report.Erasures, report.Searched));
            await using var gallery = await Index.Gallery.OpenAsync(target, cancellationToken: Token);
            Assert.Equal(expected, await SearchAsync(gallery));
            Assert.Null(await gallery.FindCropAsync(entries[7].Crop.CropId, Token));
            Assert.Equal(entries[8].Crop.Image.Data, await gallery.ReadImageAsync(entries[8].Crop.CropId, Token));
            Assert.Single(await new Eraser(gallery).ListAsync(10, null, Token));
        }
    }

    [Fact]
    public async Task A_database_that_is_not_empty_or_in_use_is_refused_and_left_alone()
    {
        await PrepareAsync(5);
        var taken = new GalleryOptions { Directory = _elsewhere.File("taken"), Database = await server.CreateDatabaseAsync(Token), SearchThreads = 1 };
        await using (await Index.Gallery.OpenAsync(taken, cancellationToken: Token))
        {
            await SaysAsync("is in use by another ReId process");
        }

        await using (var gallery = await Index.Gallery.OpenAsync(taken, cancellationToken: Token))
        {
            await gallery.AddAsync([Sample.Entry()], Token);
        }

        await SaysAsync("is not empty (its table cameras has rows): name a new one, which 'createdb' makes.");
        await using var again = await Index.Gallery.OpenAsync(taken, cancellationToken: Token);
        Assert.Equal(1, (await again.StatsAsync(Token)).Crops);
        Assert.False(System.IO.Directory.Exists(_elsewhere.File("new")));

        async Task SaysAsync(string part) => Assert.Contains(
            part, (await Assert.ThrowsAsync<ReIdException>(() => RestoreAsync("backup", taken with { Directory = _elsewhere.File("new") }))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(RestoreStep.Rows))]
    [InlineData(nameof(RestoreStep.Commit))]
    [InlineData(nameof(RestoreStep.Place))]
    public async Task One_that_is_cut_short_is_not_served_by_half_and_may_be_run_again(string step)
    {
        await PrepareAsync(30);
        var target = new GalleryOptions { Directory = _elsewhere.File("restored"), Database = await server.CreateDatabaseAsync(Token), SearchThreads = 1 };
        await Assert.ThrowsAsync<NotSupportedException>(() => RestoreAsync(
            "backup", target, after: now => _ = now == Enum.Parse<RestoreStep>(step) ? throw new NotSupportedException() : 0));
        switch (Enum.Parse<RestoreStep>(step))
        {
            case RestoreStep.Rows:
                await using (var context = new PostgresDatabase(target.Database!, []).CreateContext())
                {
                    Assert.False(await context.Crops.AnyAsync(Token));
                }

                await RestoreAsync("backup", target);
                break;
            case RestoreStep.Commit:
                var refused = await Assert.ThrowsAsync<ReIdException>(() => Index.Gallery.OpenAsync(target, cancellationToken: Token));
                Assert.Contains("'reid restore' that was interrupted", refused.Message, StringComparison.Ordinal);
                Assert.Equal(refused.Message, (await Assert.ThrowsAsync<ReIdException>(() => GalleryDoctor.RunAsync(target, repair: true, Token))).Message);
                Assert.Equal(refused.Message, (await Assert.ThrowsAsync<ReIdException>(() => GalleryBackup.RunAsync(target, _elsewhere.File("half"), Token))).Message);
                await RestoreAsync("backup", target);
                break;
            default:
                break; // All of it is there.
        }

        await using var gallery = await Index.Gallery.OpenAsync(target, cancellationToken: Token);
        Assert.Equal(30, (await gallery.StatsAsync(Token)).Crops);
        await foreach (var crop in gallery.ListCropsAsync(new CropListing(), Token))
        {
            Assert.NotNull(await gallery.ReadImageAsync(crop.CropId, Token));
        }

        await using var left = gallery.Contexts.CreateContext();
        Assert.Equal(["checksums"], await left.Settings.Select(row => row.Key).ToListAsync(Token));
        Assert.False(System.IO.File.Exists(_elsewhere.File("restored", RestoreMark.FileName)));
    }

    [Fact]
    public async Task A_gallery_of_SQLite_goes_over_to_PostgreSQL_in_its_place()
    {
        await PrepareAsync(8);
        var here = new GalleryOptions { Directory = Directory, Database = await server.CreateDatabaseAsync(Token), SearchThreads = 1 };
        var options = new RestoreOptions { Backup = _elsewhere.File("backup"), Directory = Directory, Database = here.Database };
        Assert.Contains("--replace", (await Assert.ThrowsAsync<ReIdException>(() => GalleryRestore.RunAsync(options, Token))).Message, StringComparison.Ordinal);

        var report = await GalleryRestore.RunAsync(options with { Replace = true }, Token);

        Assert.True(System.IO.File.Exists(Path.Combine(report.Former!, "gallery.db")));
        Assert.False(System.IO.File.Exists(File("gallery.db")));
        await using var gallery = await Index.Gallery.OpenAsync(here, cancellationToken: Token);
        Assert.Equal(8, (await gallery.StatsAsync(Token)).Crops);
    }

    private async Task PrepareAsync(int crops)
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Sample.Town(crops), Token);
        await GalleryBackup.RunAsync(Directory, _elsewhere.File("backup"), Token);
    }

    /// <summary>A row in each table at least; of the audit the last one is gone again.</summary>
    private async Task FillAsync(Index.Gallery gallery)
    {
        var entries = Sample.Town(30);
        await gallery.AddAsync(entries, Token);
        await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[0].Crop.CropId] }, "test", Token);
        var (crop, now) = (entries[1].Crop.CropId, new DateTime(2026, 11, 26, 20, 0, 0, DateTimeKind.Utc).AddMicroseconds(7));
        var identity = new IdentityRow { Id = Sample.NewId(), Name = "Zoë \u4e2d \"quoted\"", Hidden = true, CreatedAt = now, UpdatedAt = now, MergedInto = Sample.NewId() };
        await using var context = gallery.Contexts.CreateContext();
        var watch = new WatchRow { Id = Sample.NewId(), Name = "w", Model = await context.Models.SingleAsync(Token), Vector = [1, 2, 3], Threshold = 0.1f, CreatedBy = "key", CreatedAt = now };
        context.AddRange(
            identity,
            watch,
            new AssignmentRow { CropId = crop, Identity = identity, Origin = "operator", Score = 0.3f, AssignedAt = now },
            new DecisionRow { Id = Sample.NewId(), Kind = "confirm", IdentityId = identity.Id, Crops = $"[\"{crop}\"]", MadeBy = "key", MadeAt = now },
            new ChangeRow { OperationId = Sample.NewId(), At = now, Actor = "key", Kind = "assign", CropId = crop, Before = "", After = null },
            new ClusterRunRow { Id = Sample.NewId(), StartedAt = now, State = "finished", Report = "{}" },
            new ApiKeyRow { Id = Sample.NewId(), Name = "k", Role = "viewer", Hash = [0, 255, 2], Prefix = "abc", CreatedAt = now },
            new WatchHitRow { Watch = watch, CropId = crop, Score = 0.5f, At = now });
        await context.SaveChangesAsync(Token);
        for (var i = 1; i <= 3; i++)
        {
            context.Add(new AuditRow { At = now, Actor = "key", Action = $"search {i}" });
            await context.SaveChangesAsync(Token);
        }
    }

    /// <summary>The number that the next row of the audit gets; the row goes again.</summary>
    private static async Task<long> NextAuditAsync(Index.Gallery gallery)
    {
        await using var context = gallery.Contexts.CreateContext();
        var row = new AuditRow { At = DateTime.UnixEpoch, Actor = "key", Action = "search" };
        context.Add(row);
        await context.SaveChangesAsync(Token);
        context.Remove(row);
        await context.SaveChangesAsync(Token);
        return row.Sequence;
    }

    private static async Task<string> SearchAsync(Index.Gallery gallery) => string.Join('\n', (await gallery.SearchAsync(
        new Sample(9).Vector(), new SearchOptions { ModelId = Sample.Model, K = 100 }, Token)).Select(hit => $"{hit.Crop} {hit.Score:R}"));

    private Task<RestoreReport> RestoreAsync(string backup, GalleryOptions target, string? ledger = null, Action<RestoreStep>? after = null) => GalleryRestore.RunAsync(
        new RestoreOptions { Backup = _elsewhere.File(backup), Directory = target.Directory, Database = target.Database, Ledger = ledger, After = after }, Token);

    protected override void Dispose(bool disposing)
    {
        _elsewhere.Dispose();
        base.Dispose(disposing);
    }
}
