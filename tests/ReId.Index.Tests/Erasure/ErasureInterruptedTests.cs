using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Erasure;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.ErasureTests;

/// <summary>
/// An erasure that ends after some step and gets no further: the next start finishes it with the receipt of one that was
/// left in peace. As after a kill, only that it is cut at one step after the other. The kill itself is tested with the
/// command line.
/// </summary>
public sealed class ErasureInterruptedTests : GalleryTest
{
    private const int Hers = 6;
    private const int All = 40;
    private const int Stride = 5;

    [Fact]
    public async Task It_is_finished_with_the_same_receipt_whatever_step_came_last()
    {
        var entries = Sample.Town(All);
        var id = await PrepareAsync(entries);
        var (expected, steps) = await EraseAsync(entries, id, last: int.MaxValue);
        Assert.NotNull(expected);
        Assert.InRange(steps, 20, 500);

        var noted = 0;
        for (var last = 0; last < steps; last += Stride)
        {
            var (told, _) = await EraseAsync(entries, id, last);
            noted += told is null ? 0 : 1;
            Assert.True(told is null || told == expected, $"after step {last} of {steps}: {told} instead of {expected}");
        }

        Assert.InRange(noted, steps / Stride / 2, steps);
    }

    private async Task<Guid> PrepareAsync(List<GalleryEntry> entries)
    {
        await using var gallery = await OpenAsync(cacheEvery: 10);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        await gallery.AddAsync(entries, Token);
        var (id, _) = await ErasureTests.MakePeopleAsync(store, entries);
        await gallery.SettleIndexAsync();
        return id;
    }

    /// <returns>What the receipt says, null where it ended before it was noted; and how many steps there were.</returns>
    private async Task<(string? Told, int Steps)> EraseAsync(List<GalleryEntry> entries, Guid id, int last)
    {
        var folder = Copy();
        var ending = new Ending(Path.Combine(folder, "blobs"), last);
        var options = new GalleryOptions { Directory = folder, SearchThreads = 1, CacheEvery = 10 };
        await using (var gallery = await Index.Gallery.OpenAsync(options with { Interceptors = [ending] }, ending, cancellationToken: Token))
        {
            await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
            ending.Begin();
            await Record.ExceptionAsync(() => new Eraser(gallery).EraseAsync(new ErasureRequest { IdentityId = id }, "desk", Token));
            ending.End();
        }

        string? told = null;
        await using (var gallery = await Index.Gallery.OpenAsync(options, cancellationToken: Token))
        {
            var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
            if (await new Eraser(gallery).ListAsync(10, null, Token) is [var receipt])
            {
                Assert.True(receipt.Check.Clean, $"after step {last}: {string.Join(' ', receipt.Check.Problems)}");
                told = JsonSerializer.Serialize(new { receipt.Removed, receipt.CropIds, receipt.IdentityIds, receipt.WatchIds });
                var hers = entries.Take(Hers).Select(entry => entry.Crop.CropId).ToList();
                await using var context = gallery.Contexts.CreateContext();
                Assert.False(await context.Changes.AnyAsync(row => row.CropId != null && hers.Contains(row.CropId.Value), Token));
            }

            Assert.Equal(told is null ? All : All - Hers, (await gallery.StatsAsync(Token)).Crops);
            Assert.Equal(told is null, store.Peek(id) is not null);
        }

        if (told is not null)
        {
            var traces = ErasureTests.Traces(entries.Take(Hers)).Concat(FileScan.Name(ErasureTests.Name)).ToList();
            Assert.Equal([], FileScan.Find(folder, traces).Select(found => $"after step {last}: {found}"));
            Assert.Equal(All - Hers, System.IO.Directory.GetFiles(Path.Combine(folder, "blobs"), "*", SearchOption.AllDirectories).Length);
            Assert.False(System.IO.Directory.Exists(Path.Combine(folder, "erasing")));
        }

        System.IO.Directory.Delete(folder, recursive: true);
        return (told, ending.Steps);
    }

    private string Copy()
    {
        var copy = Directory + "-copy";
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Directory, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        return copy;
    }
}
