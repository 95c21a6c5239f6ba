using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Erasure;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;
using ReId.Index.Watching;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.ErasureTests;

/// <summary>After an erasure nothing finds what was erased: no search, no table, no byte of any file.</summary>
public class ErasureTests : GalleryTest
{
    internal const string Name = "Annegret Würzburger";

    [Fact]
    public async Task Of_an_identity_no_file_holds_vector_picture_or_name()
    {
        await using var gallery = await OpenAsync(cacheEvery: 50);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var entries = Sample.Town(200);
        await gallery.AddAsync(entries, Token);
        var hers = entries.Take(6).ToList();
        var (id, other) = await MakePeopleAsync(store, entries);
        await using var stores = new ServiceStores(gallery);
        var watches = await WatchAsync(stores, id, hers[0], entries[50]);
        await gallery.SettleIndexAsync();
        var traces = Traces(hers).Concat(FileScan.Name(Name)).ToList();
        Assert.NotEmpty(FileScan.Find(Directory, traces));

        var receipt = await new Eraser(gallery).EraseAsync(new ErasureRequest { IdentityId = id }, "desk", Token);

        Assert.True(receipt.Check.Clean, string.Join(' ', receipt.Check.Problems));
        Assert.Equal(hers.Select(entry => entry.Crop.CropId).Order(), receipt.CropIds);
        Assert.Equal((6, 6, 6), (receipt.Removed.Crops, receipt.Removed.Vectors, receipt.Removed.Pictures));
        Assert.Contains(id, receipt.IdentityIds);
        Assert.Equal(watches.Gone.Order(), receipt.WatchIds.Order());
        Assert.Equal(watches.Kept, (await stores.Watches.ListAsync(Token)).Select(watch => watch.Id));
        Assert.Empty(FileScan.Find(Directory, traces));
        await NotFoundAsync(gallery, hers);
        Assert.Null(store.Peek(id));
        Assert.Empty(store.Lookup.CropsOf(id) ?? []);
        await using (var context = gallery.Contexts.CreateContext())
        {
            Assert.False(await context.Changes.AnyAsync(row => row.IdentityId == id || row.FromIdentity == id || row.ToIdentity == id, Token));
            Assert.False(await context.Decisions.AnyAsync(row => row.IdentityId == id || row.OtherIdentityId == id, Token));
        }

        // Others are as they were, and what was done to them can still be undone.
        Assert.Equal("Other", store.Peek(other)!.Name);
        Assert.Equal(4, store.Lookup.CropsOf(other)?.Count);
        var history = await store.HistoryAsync(other, 10, null, Token);
        await store.UndoAsync(history.First(entry => entry.Kind == "name").OperationId, "desk", Token);
        Assert.Null(store.Peek(other)!.Name);
    }

    [Fact]
    public async Task Of_a_crop_nothing_is_left_and_its_message_is_refused()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(30);
        await gallery.AddAsync(entries, Token);
        var traces = Traces(entries.Take(1)).ToList();

        var receipt = await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[0].Crop.CropId] }, "desk", Token);

        Assert.True(receipt.Check.Clean, string.Join(' ', receipt.Check.Problems));
        Assert.Empty(FileScan.Find(Directory, traces));
        // Its picture is there again: of a process that was killed between the picture and the refusal.
        var key = Blobs.BlobKeys.ForCrop(entries[0].Crop.CropId, entries[0].Crop.Image.Data);
        await gallery.Blobs.WriteAsync(key, entries[0].Crop.Image.Data, Token);
        var again = await gallery.AddAsync(entries, Token);
        Assert.Null(await gallery.Blobs.ReadAsync(key, Token));
        Assert.Contains("erased", Assert.Single(again.Rejected).Reason, StringComparison.Ordinal);
        Assert.Equal(29, (await gallery.StatsAsync(Token)).Crops);
        Assert.Equal(receipt.ErasureId, (await new Eraser(gallery).FindAsync(receipt.ErasureId, Token))!.ErasureId);
    }

    [Fact]
    public async Task Of_a_camera_and_a_span_of_time_what_was_cut_before_stays_out()
    {
        await using var gallery = await OpenAsync();
        var start = Sample.Start;
        GalleryEntry Of(string camera, int minutes, DateTimeOffset? cut = null) =>
            Sample.Entry(camera, minutes: minutes, crop: Guid.CreateVersion7(cut ?? DateTimeOffset.UtcNow.AddMinutes(-1)));
        var entries = new[] { Of("north", 0), Of("north", 10), Of("north", 20), Of("south", 10) };
        await gallery.AddAsync(entries, Token);

        var receipt = await new Eraser(gallery).EraseAsync(
            new ErasureRequest { Camera = "north", From = start.AddMinutes(5), To = start.AddMinutes(15) }, "desk", Token);

        Assert.True(receipt.Check.Clean, string.Join(' ', receipt.Check.Problems));
        Assert.Equal(1, receipt.Removed.Crops);
        Assert.Equal(3, (await gallery.StatsAsync(Token)).Crops);
        var late = await gallery.AddAsync([Of("north", 7), Of("south", 7), Of("north", 8, DateTimeOffset.UtcNow.AddMinutes(1))], Token);
        Assert.Equal((2, 0), (late.Added, Assert.Single(late.Rejected).Position));
        Assert.Equal(5, (await new Eraser(gallery).EraseAsync(new ErasureRequest { From = start, To = start.AddDays(1) }, "desk", Token)).Removed.Crops);
        Assert.Equal(0, (await gallery.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task An_erasure_that_was_cut_short_is_finished_at_the_next_start()
    {
        var entries = Sample.Town(10);
        var crop = entries[3].Crop.CropId;
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await gallery.Ledger.AddAsync(new LedgerEntry { Id = Guid.CreateVersion7(), At = DateTimeOffset.UtcNow, Actor = "desk", Request = new ErasureRequest { CropIds = [crop] }, Crops = [crop] });
        }

        await using var again = await OpenAsync();

        Assert.Null(await again.FindCropAsync(crop, Token));
        Assert.Equal([crop], Assert.Single(await new Eraser(again).ListAsync(10, null, Token)).CropIds);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_said()
    {
        await using var gallery = await OpenAsync();
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var entries = Sample.Town(20);
        await gallery.AddAsync(entries, Token);
        var (id, other) = await MakePeopleAsync(store, entries);
        await store.MergeAsync(other, [id], "desk", Token);

        await SaysAsync(new ErasureRequest(), "names nothing");
        await SaysAsync(new ErasureRequest { Camera = "north", IdentityId = id }, "several sorts");
        await SaysAsync(new ErasureRequest { Camera = "roof" }, "no camera 'roof'");
        await SaysAsync(new ErasureRequest { CropIds = [Guid.NewGuid()] }, "no crop");
        await SaysAsync(new ErasureRequest { IdentityId = Guid.NewGuid() }, "no identity");
        await SaysAsync(new ErasureRequest { IdentityId = id }, $"was merged into {other}");
        await SaysAsync(new ErasureRequest { From = Sample.Start, To = Sample.Start }, "ends before it begins");
        Assert.Equal(20, (await gallery.StatsAsync(Token)).Crops);
        var receipt = await new Eraser(gallery).EraseAsync(new ErasureRequest { IdentityId = other }, "desk", Token);
        Assert.Equal(new[] { id, other }.Order(), receipt.IdentityIds);
        Assert.Empty(await store.ListAsync(new IdentityListing { Limit = 10, Hidden = true }, Token));

        async Task SaysAsync(ErasureRequest request, string words) => Assert.Contains(
            words, (await Assert.ThrowsAnyAsync<ReIdException>(() => new Eraser(gallery).EraseAsync(request, "desk", Token))).Message, StringComparison.Ordinal);
    }

    internal static async Task<(Guid Id, Guid Other)> MakePeopleAsync(IdentityStore store, List<GalleryEntry> entries)
    {
        // Nobody is told apart yet: a confirmation needs an identity, which a split of another makes.
        var all = await SeedAsync(store, entries);
        var hers = entries.Take(6).Select(entry => entry.Crop.CropId).ToList();
        var id = (await store.SplitAsync(all, hers, exact: true, "desk", Token)).IdentityId!.Value;
        await store.NameAsync(id, Name, "desk", Token);
        await store.NameAsync(all, "Other", "desk", Token);
        await store.RejectAsync(id, [entries[9].Crop.CropId], exact: true, "desk", Token);
        return (id, all);
    }

    private static async Task<Guid> SeedAsync(IdentityStore store, List<GalleryEntry> entries)
    {
        var id = Guid.CreateVersion7();
        await store.ChangeAsync("clustering", null, maker => maker.Make(OperationKind.Run, "seeded",
        [
            new IdentityChange(id, null, new Identity { Id = id, CreatedAt = maker.Clock(), UpdatedAt = maker.Clock() }),
            .. entries.Take(10).Select(entry => new AssignmentChange(
                entry.Crop.CropId, null, new Assignment(id, AssignmentOrigin.Cluster, null, maker.Clock(), null))),
        ]), Token);
        return id;
    }

    private static async Task<(Guid[] Gone, Guid[] Kept)> WatchAsync(ServiceStores stores, Guid identity, GalleryEntry hers, GalleryEntry another)
    {
        Watch Make(string name, float[]? vector, Guid? id) => new()
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            ModelId = Sample.Model,
            Vector = vector,
            IdentityId = id,
            Threshold = 0.5f,
            CreatedBy = "desk",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        Watch[] watches = [Make("person", null, identity), Make("picture", hers.Vector.ToArray(), null), Make("another", another.Vector.ToArray(), null)];
        foreach (var watch in watches)
        {
            await stores.Watches.AddAsync(watch, Token);
        }

        return ([watches[0].Id, watches[1].Id], [watches[2].Id]);
    }

    internal static List<(string What, byte[] Bytes)> Traces(IEnumerable<GalleryEntry> entries) =>
    [
        .. entries.SelectMany(entry => FileScan.Vector(Storage.HalfVector.Normalise(entry.Vector.Span, out _)!)
            .Append(("picture", entry.Crop.Image.Data![40..90].ToArray()))),
    ];

    private static async Task NotFoundAsync(Index.Gallery gallery, IEnumerable<GalleryEntry> entries)
    {
        foreach (var entry in entries)
        {
            Assert.Null(await gallery.FindCropAsync(entry.Crop.CropId, Token));
            Assert.Null(await gallery.ReadImageAsync(entry.Crop.CropId, Token));
            var hits = await gallery.SearchAsync(entry.Vector, new SearchOptions { ModelId = Sample.Model, K = 50, Exact = true }, Token);
            Assert.DoesNotContain(hits, hit => hit.Crop.CropId == entry.Crop.CropId);
        }
    }
}

/// <summary>The same in PostgreSQL; the files of its directory hold nothing either.</summary>
public sealed class PostgresErasureTests(PostgresServer server) : ErasureTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}
