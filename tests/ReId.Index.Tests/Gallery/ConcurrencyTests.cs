using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public sealed class ConcurrencyTests : GalleryTest
{
    [Fact]
    public async Task Searches_beside_additions_and_removals_are_never_wrong()
    {
        await using var gallery = await OpenAsync(cacheEvery: 50);
        var entries = Sample.Town(600);
        await gallery.AddAsync(entries.Take(100).ToList(), Token);
        var options = new SearchOptions { ModelId = Sample.Model, K = 5 };
        using var stop = new CancellationTokenSource();

        var searches = Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            var rounds = 0;
            while (!stop.IsCancellationRequested || rounds == 0)
            {
                // These hundred stay throughout: each must find itself, whatever goes on beside it.
                var self = entries[random.Next(100)];
                var hits = await gallery.SearchAsync(
                    self.Vector, worker % 2 == 0 ? options : options with { GroupBy = SearchGrouping.Tracklet }, Token);
                Assert.Equal(self.Crop.CropId, hits[0].Crop.CropId);
                rounds++;
            }
        })).ToArray();
        var writers = entries.Skip(100).Chunk(100).Select(part => Task.Run(async () =>
        {
            foreach (var batch in part.Chunk(10))
            {
                await gallery.AddAsync(batch, Token);
                await gallery.RemoveAsync([batch[0].Crop.CropId], Token);
            }
        })).ToArray();
        await Task.WhenAll(writers);
        await stop.CancelAsync();
        await Task.WhenAll(searches);

        Assert.Equal(550, (await gallery.StatsAsync(Token)).Crops);
        Assert.Equal(550, (await gallery.SearchAsync(Sample.Vector(), options with { K = 1000 }, Token)).Count);
    }

    [Fact]
    public async Task Closing_waits_for_what_is_in_progress()
    {
        var entries = Sample.Town(400);
        var gallery = await OpenAsync();
        await gallery.AddAsync(entries.Take(200).ToList(), Token);
        var query = Sample.Vector();
        var work = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            try
            {
                await gallery.SearchAsync(query, new SearchOptions { ModelId = Sample.Model }, Token);
                return (await gallery.AddAsync(entries.Skip(200 + (i * 5)).Take(5).ToList(), Token)).Added;
            }
            catch (ObjectDisposedException)
            {
                return 0;
            }
        })).ToArray();

        await gallery.DisposeAsync();

        var added = (await Task.WhenAll(work)).Sum();
        await using var again = await OpenAsync();
        Assert.Equal(200 + added, (await again.StatsAsync(Token)).Crops);
    }
}
