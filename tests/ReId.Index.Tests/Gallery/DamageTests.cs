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
            $"The gallery's database {File("gallery.db")} is damaged (file is not a database): restore it from a backup, or move it away to start anew.",
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
