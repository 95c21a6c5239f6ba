using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>A damaged part is rebuilt while the rest is served.</summary>
public sealed class RebuildTests : IndexTest
{
    [Fact]
    public async Task The_rest_is_served_while_a_damaged_segment_is_rebuilt()
    {
        var index = await OpenAsync();
        var crops = await AddAsync(index, 1000);
        await index.SettleAsync();
        await CloseAsync(index);
        var files = Files("*.vectors");
        File.WriteAllBytes(files.MaxBy(file => new FileInfo(file).Length)!, []);
        var gate = new TaskCompletionSource();
        Source.BeforeVectors = () => gate.Task;

        index = await OpenAsync(replayAtOnce: 50);

        // 1. What is missing is said, and what is there is found.
        var model = index.Models.Single();
        Assert.True(model.Missing > 0);
        Assert.Equal(1000, model.Missing + index.Count);
        Assert.Equal(index.Count, (await SearchAsync(index, Crowd.Next(), 2000)).Count);

        // 2. Meanwhile some come and some go, of the missing ones, too.
        await RemoveAsync(index, crops.Where((_, i) => i % 10 == 0));
        await AddAsync(index, 30);
        var wasMissing = model.Missing;
        gate.SetResult();
        await index.SettleAsync();

        Assert.True(wasMissing > 0);
        Assert.Equal(0, model.Missing);
        Assert.Equal(930, index.Count);
        await AssertSameAsync(index);
        await CloseAsync(index);

        Log.Lines.Clear();
        index = await OpenAsync();
        await AssertSameAsync(index);
        Assert.Empty(Log.Warnings);
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_crop_that_is_removed_while_its_vector_is_read_does_not_come_back()
    {
        var first = await OpenAsync();
        var crops = await AddAsync(first, 300);
        await first.DisposeAsync(); // Nothing saved but what was sealed.
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        var (reading, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        Source.BeforeVectors = () =>
        {
            reading.TrySetResult();
            return gate.Task;
        };
        var index = await OpenAsync(replayAtOnce: 50);
        await reading.Task;
        await index.RemoveAsync(crops.Take(5).ToHashSet()); // The vectors are still in the answer of the database.
        gate.SetResult();
        await index.SettleAsync();

        Source.Remove(crops.Take(5).ToHashSet());
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_segment_that_holds_other_vectors_than_the_database_is_rebuilt()
    {
        var index = await OpenAsync();
        await AddAsync(index, 100);
        var lost = Source.Add(Model, Crowd.Next()); // Committed, and the process ends before the index hears of it.
        await AddAsync(index, 120);
        await index.SettleAsync();
        await CloseAsync(index);

        index = await OpenAsync();

        await AssertSameAsync(index);
        Assert.Contains(await SearchAsync(index, Crowd.Next(), 300), hit => hit.Crop == lost.Record.CropId);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Catching_up_follows_the_database_and_reloads_when_something_is_gone()
    {
        var index = await OpenAsync();
        var crops = await AddAsync(index, 150);
        Source.Add(Model, Crowd.Next());
        Source.Add(Model, Crowd.Next());
        await index.CatchUpAsync([Model], Token);
        await AssertSameAsync(index);

        Source.Remove(crops.Take(2).ToHashSet());
        await index.CatchUpAsync([Model], Token);
        await AssertSameAsync(index);
        await CloseAsync(index);
    }
}
