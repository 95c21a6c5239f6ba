using ReId.Contracts;
using ReId.Index.Erasure;
using ReId.Index.Retention;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.RetentionTests;

public class RetentionTests : GalleryTest
{
    [Fact]
    public async Task What_is_older_than_its_camera_keeps_is_erased_and_nothing_else()
    {
        await using var gallery = await OpenAsync();
        await using var stores = new ServiceStores(gallery);
        await gallery.AddAsync(
            [Sample.Entry("north", minutes: 0), Sample.Entry("north", minutes: 60 * 30), Sample.Entry("south", minutes: 0)], Token);
        Assert.True(await stores.Retention.SetAsync("north", 1, Token));
        var run = new RetentionRun(gallery, new At(Sample.Start.AddDays(2)));

        var receipt = Assert.Single(await run.RunAsync(Token));

        Assert.Equal(("retention", 1), (receipt.Actor, receipt.Removed.Crops));
        Assert.True(receipt.Check.Clean);
        Assert.Equal(2, (await gallery.StatsAsync(Token)).Crops);
        Assert.Empty(await run.RunAsync(Token));
        Assert.Single(await new Eraser(gallery).ListAsync(10, null, Token));
        Assert.True(await stores.Retention.SetAsync("north", null, Token));
        Assert.Equal([new CameraRetention("north", null), new CameraRetention("south", null)], await stores.Retention.ListAsync(Token));
        Assert.False(await stores.Retention.SetAsync("roof", 3, Token));
        await Assert.ThrowsAsync<ReIdException>(() => stores.Retention.SetAsync("north", 0, Token));
    }

    private sealed class At(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}

/// <summary>The same in PostgreSQL.</summary>
public sealed class PostgresRetentionTests(PostgresServer server) : RetentionTests
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);
}
