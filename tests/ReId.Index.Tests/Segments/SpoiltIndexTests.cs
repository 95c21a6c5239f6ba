using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>An index that fails in the middle of a change is replaced from the database, and nobody sees a wrong answer.</summary>
public sealed class SpoiltIndexTests : IndexTest
{
    [Fact]
    public async Task A_failed_addition_is_made_good_by_the_next_search()
    {
        var index = await OpenAsync();
        await AddAsync(index, 20);
        var stored = Source.Add(Model, Crowd.Next());

        await index.AddAsync([stored with { Half = new byte[3] }]);
        Assert.Equal((0, 0), (index.Count, index.Segments("m")));
        await index.AddAsync([Source.Add(Model, Crowd.Next())]);

        await AssertSameAsync(index);
        Assert.Equal(22, index.Count);
        Assert.Contains(Log.Warnings, line => line.Contains("could not be brought up to date", StringComparison.Ordinal));
        Assert.Contains(Log.Warnings, line => line.Contains("reloaded from the database", StringComparison.Ordinal));
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_reload_beside_a_merge_loses_nothing_and_doubles_nothing()
    {
        using var mayRename = new ManualResetEventSlim();
        using var renames = new ManualResetEventSlim();
        var index = await OpenAsync(step: step =>
        {
            if (step == "rename vectors")
            {
                renames.Set();
                mayRename.Wait(Token);
            }
        });
        await AddAsync(index, 150); // A head is full, and its sealing hangs.
        await Task.Run(() => renames.Wait(Token), Token);
        var stored = Source.Add(Model, Crowd.Next());
        await index.AddAsync([stored with { Half = new byte[3] }]);
        await AssertSameAsync(index);

        mayRename.Set();
        await index.SettleAsync();

        await AssertSameAsync(index);
        await CloseAsync(index);
        index = await OpenAsync();
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Vectors_that_a_reload_brought_already_are_not_added_twice()
    {
        var first = Source.Add(Model, Crowd.Next());
        var index = await OpenAsync();

        await index.AddAsync([first]);

        Assert.Single(await SearchAsync(index, Crowd.Next(), 5));
        await CloseAsync(index);
    }
}
