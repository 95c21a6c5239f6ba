using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>Failures of the disk: one clear sentence, and nothing stored is lost.</summary>
public sealed class DamageTests : GalleryTest
{
    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        await System.IO.File.WriteAllTextAsync(File("gallery.db"), new string('x', 8192), Token);

        var failure = await Assert.ThrowsAsync<ReIdException>(() => OpenAsync());

        Assert.Equal(
            $"The gallery's database {File("gallery.db")} is damaged (file is not a database): restore it from a backup with 'reid restore', or move it away to start anew.",
            failure.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_with_overwritten_pages_is_refused(bool afterKill)
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(200), Token);
        }

        if (afterKill)
        {
            await System.IO.File.WriteAllTextAsync(File("gallery.pid"), "12345", Token);
        }

        var bytes = await System.IO.File.ReadAllBytesAsync(File("gallery.db"), Token);
        bytes.AsSpan(5 * 4096, bytes.Length - (6 * 4096)).Fill(0xEE);
        await System.IO.File.WriteAllBytesAsync(File("gallery.db"), bytes, Token);

        var failure = await Assert.ThrowsAsync<ReIdException>(() => OpenAsync());

        Assert.StartsWith($"The gallery's database {File("gallery.db")} is damaged (", failure.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(File("gallery.db"), Token));
    }

    [Fact]
    public async Task When_a_picture_cannot_be_stored_nothing_of_the_batch_is()
    {
        var blobs = new FullBlobStore(new FileBlobStore(File("blobs"))) { Room = 5 };
        var entries = Sample.Town(10);
        await using var gallery = await OpenAsync(blobs);
        await gallery.AddAsync(entries.Take(3).ToList(), Token);

        var failure = await Assert.ThrowsAsync<ReIdException>(() => gallery.AddAsync(entries.Skip(3).ToList(), Token));

        Assert.Equal(
            $"The disk under the gallery directory {Directory} is full: free some space and repeat; what was stored before is kept.",
            failure.Message);
        Assert.Equal(3, (await gallery.StatsAsync(Token)).Crops);
        blobs.Room = 1000;
        var again = await gallery.AddAsync(entries, Token);
        Assert.Equal((7, 3), (again.Added, again.Duplicates));
    }

    [Fact]
    public async Task A_disk_that_fills_up_loses_nothing_that_was_acknowledged()
    {
        using var disk = await SmallDisk.MountAsync(Directory, megabytes: 2);
        if (disk is null)
        {
            Assert.Skip("A small file system cannot be mounted here.");
        }

        List<Guid> acknowledged = [];
        var batches = Sample.Town(4000).Chunk(20).ToArray();
        await using (var gallery = await OpenAsync())
        {
            var failure = await Assert.ThrowsAsync<ReIdException>(async () =>
            {
                foreach (var batch in batches)
                {
                    await gallery.AddAsync(batch, Token);
                    acknowledged.AddRange(batch.Select(entry => entry.Crop.CropId));
                }
            });
            Assert.StartsWith($"The disk under the gallery directory {Directory} is full", failure.Message, StringComparison.Ordinal);
            Assert.NotEmpty(acknowledged);
            Assert.Equal(acknowledged.Count, (await gallery.StatsAsync(Token)).Crops);
        }

        await disk.GrowAsync(megabytes: 64);
        await using var again = await OpenAsync();
        Assert.Equal(acknowledged.Count, (await again.StatsAsync(Token)).Crops);
        foreach (var crop in acknowledged)
        {
            Assert.NotNull(await again.ReadImageAsync(crop, Token));
        }

        var rest = batches.SelectMany(batch => batch).ToList();
        Assert.Equal(acknowledged.Count, (await again.AddAsync(rest, Token)).Duplicates);
    }

    [Fact]
    public async Task An_addition_cancelled_before_its_commit_leaves_nothing()
    {
        await using var gallery = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gallery.AddAsync(Sample.Town(5), cancelled.Token));

        Assert.Equal(0, (await gallery.StatsAsync(Token)).Crops);
    }

    [Theory]
    [InlineData("""{"format":2,"segments":[null]}""", "its segment 0 is null")]
    [InlineData("""{"format":2,"segments":[{"model":null,"kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors","sha256":"00"}}]}""", "its segment 0 names no model")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors","sha256":"00"}}]}""", "its segment 0 names no kind")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":0,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors","sha256":"00"}}]}""", "its segment 0 is empty")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":0,"vectors":{"file":"a.vectors","sha256":"00"}}]}""", "its segment 0 ends before it begins")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"sha256":"00"}}]}""", "its segment 0 names no file of its vectors")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors"}}]}""", "its segment 0 has no checksum of its vectors")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"../gallery.db","sha256":"00"}}]}""", "its segment 0 names a file outside the folder")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors","sha256":"00"},"index":{"file":"b","sha256":"00"},"plan":{"efforts":[],"leastBest":0}}]}""", "its segment 0 has an empty plan")]
    [InlineData("""{"format":2,"segments":[{"model":"model-a","kind":"flat","dimension":24,"count":30,"firstSequence":1,"lastSequence":30,"vectors":{"file":"a.vectors","sha256":"00"}}]}""", "its checksum is wrong")]
    [InlineData("""{"format":2}""", "it has no list of segments")]
    [InlineData("null", "it is empty")]
    public async Task A_damaged_manifest_costs_only_a_rebuilding(string manifest, string detail)
    {
        var entries = Sample.Town(30);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
        }

        await System.IO.File.WriteAllTextAsync(File("segments", "manifest.json"), manifest, Token);
        var log = new CollectedLog();

        await using var again = await OpenAsync(loggers: log);

        Assert.Equal(
            $"Index manifest {File("segments", "manifest.json")} is unreadable ({detail}); rebuilding from the database",
            Assert.Single(log.Warnings));
        await AssertFindsAsync(again, entries);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_costs_only_a_rebuilding()
    {
        var entries = Sample.Town(30);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
        }

        System.IO.File.Delete(File("segments", "manifest.json"));
        System.IO.Directory.CreateDirectory(File("segments", "manifest.json"));
        var log = new CollectedLog();

        await using var again = await OpenAsync(loggers: log);

        Assert.StartsWith(
            $"Index manifest {File("segments", "manifest.json")} is unreadable (", Assert.Single(log.Warnings), StringComparison.Ordinal);
        await AssertFindsAsync(again, entries);
    }

    [Fact]
    public async Task An_unused_file_that_cannot_be_deleted_is_left_behind()
    {
        await (await OpenAsync()).DisposeAsync();
        System.IO.Directory.CreateDirectory(File("segments"));
        var stray = File("segments", "stray.flat");
        await System.IO.File.WriteAllTextAsync(stray, "x", Token);
        using var pin = await PinnedFile.PinAsync(stray);
        if (pin is null)
        {
            Assert.Skip("A file cannot be made undeletable here.");
        }

        var log = new CollectedLog();
        await using var gallery = await OpenAsync(loggers: log);

        Assert.Equal($"Unused index file {stray} could not be deleted", Assert.Single(log.Warnings));
        Assert.Equal(1, (await gallery.AddAsync([Sample.Entry()], Token)).Added);
    }

    private async Task AssertFindsAsync(Index.Gallery gallery, List<GalleryEntry> entries)
    {
        var hits = await gallery.SearchAsync(
            Sample.Vector(), new SearchOptions { ModelId = Sample.Model, K = entries.Count }, Token);
        Assert.Equal(
            entries.Select(entry => entry.Crop.CropId).Order(), hits.Select(hit => hit.Crop.CropId).Order());
    }

    private sealed class FullBlobStore(IBlobStore inner) : IBlobStore
    {
        private int _written;

        public int Room { get; set; }

        public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _written) > Room
                ? throw new IOException("No space left on device", 28)
                : inner.WriteAsync(key, data, cancellationToken);

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => inner.ReadAsync(key, cancellationToken);

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);
    }
}
