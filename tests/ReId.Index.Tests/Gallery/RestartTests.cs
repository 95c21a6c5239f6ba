using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public sealed class RestartTests : GalleryTest
{
    private static readonly SearchOptions s_options = new() { ModelId = Sample.Model, K = 30 };

    [Fact]
    public async Task A_restart_restores_everything()
    {
        var entries = Sample.Town(60);
        var query = Sample.Vector();
        var other = Sample.Entry(model: "model-b", vector: Sample.Vector(5));
        GalleryStats stats;
        IReadOnlyList<SearchHit> hits;
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync([.. entries, other], Token);
            await gallery.RemoveAsync([entries[3].Crop.CropId], Token);
            (stats, hits) = (await gallery.StatsAsync(Token), await gallery.SearchAsync(query, s_options, Token));
        }

        var log = new CollectedLog();
        await using var again = await OpenAsync(loggers: log);

        Assert.Empty(log.Warnings);
        Assert.Equal(hits, await again.SearchAsync(query, s_options, Token));
        Assert.Equivalent(stats, await again.StatsAsync(Token), strict: true);
        Assert.Equal(entries[5].Crop.Image.Data, await again.ReadImageAsync(entries[5].Crop.CropId, Token));
        Assert.Equal(1, (await again.AddAsync([entries[3]], Token)).Added);
        Assert.Equal(59, (await again.AddAsync(entries.Take(3).Concat(entries.Skip(4)).ToList(), Token)).Duplicates);
    }

    [Fact]
    public async Task An_end_beside_a_reader_is_not_marked_clean()
    {
        var entries = Sample.Town(20);
        var log = new CollectedLog();
        var gallery = await OpenAsync(loggers: log);
        await gallery.AddAsync(entries, Token);
        await using (var reader = gallery.ListCropsAsync(new CropListing(), Token).GetAsyncEnumerator(Token))
        {
            Assert.True(await reader.MoveNextAsync());
            await gallery.AddAsync([Sample.Entry()], Token); // Behind what the reader sees: this cannot be folded in.
            await gallery.DisposeAsync();
        }

        Assert.Contains(log.Warnings, line => line.Contains("could not be closed", StringComparison.Ordinal));
        Assert.True(System.IO.File.Exists(File("gallery.pid")));
        await using var again = await OpenAsync();
        Assert.Equal(21, (await again.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task What_was_added_behind_the_cache_is_replayed()
    {
        var entries = Sample.Town(400);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries.Take(390).ToList(), Token);
        }

        var cached = Assert.Single(Segments());
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries.Skip(390).ToList(), Token);
        }

        Assert.Equal([cached], Segments()); // Ten of 400 are quicker replayed than written.
        var log = new CollectedLog();
        await using var again = await OpenAsync(loggers: log);
        Assert.Empty(log.Warnings);
        await AssertFindsAllAsync(again, entries);
    }

    [Fact]
    public async Task Full_heads_are_sealed_while_it_runs_and_what_is_left_on_closing()
    {
        var entries = Sample.Town(90);
        await using (var gallery = await OpenAsync(cacheEvery: 20))
        {
            foreach (var part in entries.Chunk(30))
            {
                await gallery.AddAsync(part, Token);
            }

            await gallery.SettleIndexAsync();
            Assert.NotEmpty(Segments());
        }

        await using var again = await OpenAsync();
        await AssertFindsAllAsync(again, entries);
    }

    [Theory]
    [InlineData("bytes of the segment")]
    [InlineData("end of the segment")]
    [InlineData("segment")]
    [InlineData("manifest")]
    [InlineData("end of the manifest")]
    [InlineData("folder")]
    [InlineData("order of the manifest")]
    public async Task A_damaged_or_missing_cache_is_rebuilt_from_the_database(string what)
    {
        var entries = Sample.Town(50);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
        }

        Damage(what);
        var log = new CollectedLog();
        await using (var gallery = await OpenAsync(loggers: log))
        {
            await AssertFindsAllAsync(gallery, entries);
        }

        if (what is not ("manifest" or "folder"))
        {
            Assert.NotEmpty(log.Warnings);
        }

        var quiet = new CollectedLog();
        await using var again = await OpenAsync(loggers: quiet);
        Assert.Empty(quiet.Warnings);
        await AssertFindsAllAsync(again, entries);
    }

    [Fact]
    public async Task A_cache_that_still_holds_a_removed_crop_is_not_trusted()
    {
        var entries = Sample.Town(50);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
        }

        var before = Path.Combine(File(), "..", "segments-before");
        CopyFolder(File("segments"), before);
        await using (var gallery = await OpenAsync())
        {
            await gallery.RemoveAsync([entries[0].Crop.CropId], Token);
        }

        // As a kill between the removal and the next write of the cache would leave it.
        System.IO.Directory.Delete(File("segments"), recursive: true);
        CopyFolder(before, File("segments"));
        await using var again = await OpenAsync();
        await AssertFindsAllAsync(again, entries.Skip(1).ToList());
        Assert.Equal(49, (await again.SearchAsync(Sample.Vector(), s_options with { K = 50 }, Token)).Count);
    }

    private string[] Segments() => [.. System.IO.Directory.GetFiles(File("segments"), "*.vectors").Select(Path.GetFileName)!];

    private void Damage(string what)
    {
        var segment = System.IO.Directory.GetFiles(File("segments"), "*.vectors").Single();
        var manifest = File("segments", "manifest.json");
        switch (what)
        {
            case "bytes of the segment":
                var bytes = System.IO.File.ReadAllBytes(segment);
                bytes[bytes.Length / 2] ^= 0x10;
                System.IO.File.WriteAllBytes(segment, bytes);
                break;
            case "end of the segment":
                Truncate(segment);
                break;
            case "segment":
                System.IO.File.Delete(segment);
                break;
            case "manifest":
                System.IO.File.Delete(manifest);
                break;
            case "end of the manifest":
                Truncate(manifest);
                break;
            case "folder":
                System.IO.Directory.Delete(File("segments"), recursive: true);
                break;
            case "order of the manifest":
                var text = System.IO.File.ReadAllText(manifest);
                var wrong = text.Replace("\"lastSequence\": 50", "\"lastSequence\": 49", StringComparison.Ordinal);
                Assert.NotEqual(text, wrong);
                System.IO.File.WriteAllText(manifest, wrong);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }
    }

    private static void Truncate(string path)
    {
        using var stream = System.IO.File.OpenWrite(path);
        stream.SetLength(stream.Length / 2);
    }

    private static void CopyFolder(string from, string to)
    {
        System.IO.Directory.CreateDirectory(to);
        foreach (var file in System.IO.Directory.GetFiles(from))
        {
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static async Task AssertFindsAllAsync(Index.Gallery gallery, List<GalleryEntry> entries)
    {
        foreach (var entry in entries)
        {
            var hit = Assert.Single(await gallery.SearchAsync(entry.Vector, s_options with { K = 1 }, Token));
            Assert.Equal((entry.Crop.CropId, 1f), (hit.Crop.CropId, MathF.Round(hit.Score, 5)));
        }
    }
}
