using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Testing;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreContract : IDisposable
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IBlobStore Store { get; }

    protected virtual int WritersAtOnce => 20;

    public abstract void Dispose();

    [Fact]
    public async Task What_was_written_is_read_replaced_and_removed()
    {
        await Store.WriteAsync("crops/01/a.jpg", new byte[] { 1, 2, 3 }, Token);
        Assert.Equal([1, 2, 3], await Store.ReadAsync("crops/01/a.jpg", Token));
        await Store.WriteAsync("crops/01/a.jpg", new byte[] { 4 }, Token);
        Assert.Equal([4], await Store.ReadAsync("crops/01/a.jpg", Token));
        await Store.DeleteAsync("crops/01/a.jpg", Token);
        Assert.Null(await Store.ReadAsync("crops/01/a.jpg", Token));
    }

    [Fact]
    public async Task An_unknown_key_reads_as_null_and_may_be_removed()
    {
        Assert.Null(await Store.ReadAsync("crops/none.jpg", Token));
        await Store.DeleteAsync("crops/none.jpg", Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("crops/../../secret")]
    [InlineData("crops/./a")]
    [InlineData("crops//a")]
    [InlineData("crops/")]
    [InlineData("crops\\a")]
    [InlineData("C:/a")]
    [InlineData("crops/.hidden")]
    [InlineData("crops/a\0b")]
    public async Task A_key_that_leads_elsewhere_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(key, new byte[] { 1 }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(key, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, Token));
    }

    [Fact]
    public async Task Writers_of_one_key_leave_one_whole_picture()
    {
        await Parallel.ForAsync(0, 20, new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce, CancellationToken = Token }, async (i, token) =>
            await Store.WriteAsync("crops/same", Enumerable.Repeat((byte)i, 5000).ToArray(), token));

        var bytes = await Store.ReadAsync("crops/same", Token);
        Assert.Equal(5000, bytes!.Length);
        Assert.Single(bytes.Distinct());
    }
}

/// <summary>Pictures in files.</summary>
public sealed class FileBlobStoreTests : BlobStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IBlobStore Store => new FileBlobStore(_folder.File("blobs"));

    public override void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync("crops/a", new byte[1000], cancelled.Token));

        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }
}
