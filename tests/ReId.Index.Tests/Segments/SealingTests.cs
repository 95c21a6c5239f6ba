using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>Heads become segments, segments become larger ones, and searches see the same all the time.</summary>
public sealed class SealingTests : IndexTest
{
    [Fact]
    public async Task Full_heads_are_sealed_and_four_of_a_size_become_one()
    {
        var index = await OpenAsync();
        await AddAsync(index, 1650);
        await index.SettleAsync();

        // 1650 = one of sixteen heads and a rest in the head; sealing may have joined some on its way.
        var sizes = Assert.Single(index.Models).Segments.Select(segment => segment.Table.Count).ToList();
        Assert.Equal(1650, sizes.Sum());
        Assert.InRange(sizes.Count, 2, 8);
        await AssertSameAsync(index);
        Assert.Empty(Log.Warnings);

        await CloseAsync(index);
        index = await OpenAsync();
        Assert.Equal(1650, index.Count);
        await AssertSameAsync(index);
        Assert.Empty(Log.Warnings);
        await CloseAsync(index);
    }

    [Theory]
    [InlineData("ivf-flat")]
    [InlineData("ivf-pq")]
    [InlineData("rabitq")]
    public async Task A_segment_gets_the_index_that_was_chosen_and_keeps_it(string kind)
    {
        var index = await OpenAsync(kind, head: 5200);
        await AddAsync(index, 5300, batch: 500);
        await index.SettleAsync();

        Assert.Contains(index.Models.Single().Segments, segment => segment.Entry?.Kind == kind && segment.Index is not null);
        Assert.NotEmpty(Files($"*.{kind}"));
        await AssertSameAsync(index);
        await CloseAsync(index);

        var files = Files();
        index = await OpenAsync(kind, head: 5200);
        await index.SettleAsync();
        Assert.Equal(files.Order(), Files().Order());
        await AssertRecallAsync(index);
        await CloseAsync(index);

        // Another choice is carried out while the segment serves.
        index = await OpenAsync("flat", head: 5200);
        await index.SettleAsync();
        Assert.All(index.Models.Single().Segments, segment => Assert.Null(segment.Index));
        Assert.Empty(Files($"*.{kind}"));
        await AssertSameAsync(index);
        Assert.Empty(Log.Warnings);
        await CloseAsync(index);
    }

    [Fact]
    public async Task What_was_removed_leaves_every_file_when_that_is_asked_for()
    {
        var index = await OpenAsync("ivf-flat", head: 5200);
        var crops = await AddAsync(index, 5300, batch: 500);
        await index.SettleAsync();
        var before = Source.Vectors();
        await RemoveAsync(index, [.. crops.Take(3), .. crops.Skip(4000).Take(2)]);
        var gone = before.Except(Source.Vectors()).ToList();
        Assert.Equal(5, gone.Count);
        Assert.Contains(gone, vector => Files().Any(file => Holds(file, vector)));

        await index.CompactAsync(Token);

        Assert.All(Files(), file => Assert.All(gone, vector => Assert.False(Holds(file, vector))));
        Assert.All(index.Models.Single().Segments, segment => Assert.Equal(0, segment.Table.Deletions));
        await AssertSameAsync(index);
        await index.SettleAsync(); // It gets its index again.
        Assert.Contains(index.Models.Single().Segments, segment => segment.Entry?.Kind == "ivf-flat");
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_compaction_does_not_wait_for_a_merge_that_began_before_it()
    {
        using var merging = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var hold = false;
        var index = await OpenAsync(step: step =>
        {
            if (Volatile.Read(ref hold) && step == "rename vectors")
            {
                merging.Set();
                go.Wait(Token);
            }
        });
        var crops = await AddAsync(index, 250);
        await index.SettleAsync();
        Volatile.Write(ref hold, true);
        await AddAsync(index, 200);
        await Task.Run(() => merging.Wait(Token), Token);
        var before = Source.Vectors();
        await RemoveAsync(index, crops[5], crops[120]);
        var gone = before.Except(Source.Vectors()).ToList();

        var compaction = index.CompactAsync(Token);
        Volatile.Write(ref hold, false);
        go.Set();
        await compaction;

        Assert.All(Files(), file => Assert.All(gone, vector => Assert.False(Holds(file, vector))));
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_segment_that_is_mostly_removed_is_rewritten_and_an_empty_one_goes_away()
    {
        var index = await OpenAsync();
        var crops = await AddAsync(index, 310);
        await index.SettleAsync();

        await RemoveAsync(index, [.. crops.Take(100), .. crops.Skip(200).Take(60)]);
        await index.SettleAsync();

        Assert.All(index.Models.Single().Segments, segment => Assert.True(segment.Table.Deletions <= segment.Table.Count / 5));
        await AssertSameAsync(index);
        await RemoveAsync(index, crops);
        await index.SettleAsync();
        Assert.Equal(0, index.Count);
        Assert.Empty(Files("*.vectors"));
        await CloseAsync(index);
    }

    [Fact]
    public async Task Segments_of_another_time_and_groups_over_segments_are_as_in_one()
    {
        var index = await OpenAsync();
        await AddAsync(index, 450); // Time runs with the number.
        await index.SettleAsync();
        var lookup = new KnownIdentities();
        var rows = index.Models.Single().Segments.SelectMany(segment => Enumerable.Range(0, segment.Table.Count).Select(segment.Table.Record)).ToList();
        foreach (var record in rows.Where(record => record.Ticks % 2 == 0))
        {
            lookup.Set(record.CropId, new Guid((int)(record.Ticks % 20), 0, 0, new byte[8]));
        }

        var query = Crowd.Next();
        var all = Source.Search(query);
        var timed = await SearchAsync(index, query, 500, new RecordFilter { FromTicks = 120, ToTicks = 180 });
        Assert.Equal(rows.Where(record => record.Ticks is >= 120 and < 180).Select(record => record.CropId).Order(), timed.Select(hit => hit.Crop).Order());

        foreach (var group in new[] { SearchGrouping.Identity, SearchGrouping.Camera, SearchGrouping.Tracklet })
        {
            var by = rows.ToDictionary(record => record.CropId, record => group switch
            {
                SearchGrouping.Identity => lookup.IdentityOf(record.CropId) ?? record.TrackletId,
                SearchGrouping.Camera => new Guid(record.CameraId, 1, 1, new byte[8]),
                _ => record.TrackletId,
            });
            foreach (var k in new[] { 2, 3, 12, 300 })
            {
                var found = await SearchAsync(index, query, k, new RecordFilter { Lookup = lookup }, group);
                var expected = all.DistinctBy(hit => by[hit.Crop]).Take(k).ToList();
                Assert.Equal(expected.Count, found.Count);
                Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4));
            }
        }

        await CloseAsync(index);
    }

    private async Task AssertRecallAsync(VectorIndex index)
    {
        var (found, wanted) = (0, 0);
        for (var round = 0; round < 30; round++)
        {
            var query = Crowd.Next();
            var nearest = Source.Search(query).Take(10).Select(hit => hit.Crop).ToHashSet();
            found += (await SearchAsync(index, query, 10)).Count(hit => nearest.Contains(hit.Crop));
            wanted += nearest.Count;
        }

        Assert.True(found >= 0.99 * wanted, $"{found} of {wanted}");
    }

    // What is deleted by the work that goes on meanwhile holds nothing any more.
    private static bool Holds(string file, byte[] vector)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(vector) >= 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
