using ReId.Index.Segments;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>
/// Searches beside additions, removals, sealing, merging and compacting. What was there before a search began and after
/// it ended must be found; what was removed before it began, or added after it ended, must not.
/// </summary>
public sealed class OracleTests : IndexTest
{
    [Theory]
    [InlineData("flat", 40)]
    [InlineData("ivf-flat", 1400)]
    public async Task Every_search_sees_a_moment_between_its_begin_and_its_end(string kind, int head)
    {
        var index = await OpenAsync(kind, head);
        var gate = new Lock();
        var (added, leaving, removed, done) = (new HashSet<Guid>(), new HashSet<Guid>(), new HashSet<Guid>(), false);
        var searches = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var crowd = new Crowd(Dimension, 60, Environment.CurrentManagedThreadId);
            var count = 0;
            for (; !Volatile.Read(ref done); count++)
            {
                HashSet<Guid> before, gone;
                lock (gate)
                {
                    (before, gone) = ([.. added], [.. removed]);
                }

                var found = (await SearchAsync(index, crowd.Next(), 100_000)).Select(hit => hit.Crop).ToHashSet();
                lock (gate)
                {
                    Assert.Subset(found, before.Except(leaving).ToHashSet());
                    Assert.Empty(found.Intersect(gone));
                }
            }

            return count;
        }, Token)).ToList();

        Action<List<Guid>> Into(HashSet<Guid> set) => crops =>
        {
            lock (gate)
            {
                set.UnionWith(crops);
            }
        };

        await Task.Run(() => WriteAsync(index, head, Into(added), Into(leaving), Into(removed)), Token);
        Volatile.Write(ref done, true);

        Assert.All(await Task.WhenAll(searches), count => Assert.True(count > 0));
        await index.SettleAsync();
        await AssertSameAsync(index);
        Assert.Empty(Log.Warnings);
        await CloseAsync(index);
    }

    private async Task WriteAsync(VectorIndex index, int head, Action<List<Guid>> added, Action<List<Guid>> leaving, Action<List<Guid>> removed)
    {
        var random = new Random(5);
        var all = new List<Guid>();
        for (var round = 0; round < 60; round++)
        {
            var crops = await AddAsync(index, Math.Max(7, head / 10));
            added(crops);
            all.AddRange(crops);
            if (round % 5 == 4)
            {
                // Said before it is done: from then on a search may or may not find them; afterwards it must not.
                List<Guid> some = [.. all.Where(_ => random.Next(40) == 0)];
                all.RemoveAll(some.Contains);
                leaving(some);
                await RemoveAsync(index, some);
                removed(some);
            }

            if (round % 20 == 19)
            {
                await index.CompactAsync(Token);
            }
        }
    }
}
