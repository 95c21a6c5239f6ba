using System.Net;
using System.Net.Sockets;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;
using ReId.Testing;
using ReId.Testing.Servers;

[assembly: AssemblyFixture(typeof(ReId.Index.Tests.GalleryTests.S3Server))]

namespace ReId.Index.Tests.GalleryTests;

/// <summary>s3rver, which keeps objects in a folder; started by the first test that asks. It knows one key's id, but does not check signatures of version 4: see <see cref="S3SignatureTests"/>.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _starting = new(1);
    private NpmServer? _server;
    private int _places;

    /// <summary>A place of its own in the bucket.</summary>
    public async Task<S3Place> PlaceAsync()
    {
        if (NpmServer.Missing("s3rver") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        await _starting.WaitAsync();
        try
        {
            _server ??= await NpmServer.StartAsync("s3rver", _folder.File("objects"));
        }
        finally
        {
            _starting.Release();
        }

        return new S3Place
        {
            Bucket = "reid",
            Prefix = $"gallery-{Interlocked.Increment(ref _places)}/",
            Endpoint = new Uri($"http://127.0.0.1:{_server.Port}"),
            AccessKey = "S3RVER",
            SecretKey = "S3RVER",
        };
    }

    /// <summary>Makes all objects of a place older: s3rver dates them by its files.</summary>
    public void Age(S3Place place, TimeSpan by)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(_folder.File("objects", place.Bucket, place.Prefix), "*", SearchOption.AllDirectories))
        {
            System.IO.File.SetLastWriteTimeUtc(file, DateTime.UtcNow - by);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
        _starting.Dispose();
    }
}

/// <summary>Pictures in a bucket.</summary>
public sealed class S3BlobStoreTests(S3Server server) : BlobStoreContract, IAsyncLifetime
{
    private S3BlobStore _store = null!;
    private S3Place _place = null!;

    protected override IBlobStore Store => _store;

    // s3rver writes an object and its hash one after the other, so that two writers mix them; S3 promises that they do not.
    protected override int WritersAtOnce => 1;

    public async ValueTask InitializeAsync() => _store = new S3BlobStore(_place = await server.PlaceAsync());

    public override void Dispose() => _store?.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task More_than_a_page_is_listed_and_nothing_of_others()
    {
        using var other = new S3BlobStore(await server.PlaceAsync());
        await other.WriteAsync("crops/other", new byte[] { 1 }, Token);
        await Parallel.ForAsync(0, 1010, Token, async (i, token) => await Store.WriteAsync($"crops/{i:0000}", new byte[] { 1 }, token));

        var keys = await _store.ListAsync(Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, 1010).Select(i => $"crops/{i:0000}"), keys);
    }

    [Fact]
    public async Task A_write_that_is_cancelled_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync("crops/a", new byte[1000], cancelled.Token));

        Assert.Null(await Store.ReadAsync("crops/a", Token));
    }

    [Fact]
    public async Task A_store_that_answers_is_no_failure_although_it_is_empty() =>
        Assert.Null(await Record.ExceptionAsync(() => _store.AskAsync(Token)));

    [Fact]
    public async Task A_store_that_takes_the_question_and_says_nothing_is_no_cancellation_but_a_failure()
    {
        // Connections wait in its backlog.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var store = new S3BlobStore(_place with { Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}") });

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AskAsync(Token));

        Assert.Contains("cannot be reached: no answer in time; check the network", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_an_absent_bucket_and_an_absent_server_are_named_without_the_key()
    {
        await SaysAsync(_place with { AccessKey = "SOMEBODY", SecretKey = "wr0ng-key" }, "the keys are refused (InvalidAccessKeyId)");
        await SaysAsync(_place with { Bucket = "nowhere" }, "the bucket does not exist");
        await SaysAsync(_place with { Endpoint = new Uri("http://127.0.0.1:1") }, "cannot be reached (");

        static async Task SaysAsync(S3Place place, string part)
        {
            using var store = new S3BlobStore(place);
            foreach (var ask in new Func<Task>[] { () => store.WriteAsync("a", new byte[] { 1 }, Token), () => store.ReadAsync("a", Token), () => store.RequireAsync(Token), () => store.AskAsync(Token) })
            {
                var failure = await Assert.ThrowsAsync<StoreUnavailableException>(ask);
                Assert.Contains(part, failure.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("wr0ng-key", failure.ToString() + place, StringComparison.Ordinal);
            }
        }
    }
}

/// <summary>What a gallery does for additions, with its pictures in a bucket.</summary>
public sealed class S3GalleryTests(S3Server server) : GalleryTest
{
    [Fact]
    public async Task Pictures_are_in_the_bucket_and_go_with_an_erasure()
    {
        var options = new GalleryOptions { Directory = Directory, Pictures = await server.PlaceAsync(), SearchThreads = 1 };
        using var bucket = new S3BlobStore(options.Pictures);
        var entries = Sample.Town(12);
        await using (var gallery = await Index.Gallery.OpenAsync(options, cancellationToken: Token))
        {
            await gallery.AddAsync(entries, Token);
        }

        await using (var gallery = await Index.Gallery.OpenAsync(options, cancellationToken: Token))
        {
            Assert.Equal(entries[5].Crop.Image.Data, await gallery.ReadImageAsync(entries[5].Crop.CropId, Token));
            Assert.Equal(12, await bucket.ListAsync(Token).CountAsync(Token));
            Assert.False(System.IO.Directory.Exists(File("blobs")));

            var receipt = await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[5].Crop.CropId] }, "desk", Token);

            Assert.True(receipt.Check.Clean, string.Join(' ', receipt.Check.Problems));
            Assert.Equal(11, await bucket.ListAsync(Token).CountAsync(Token));
        }

        await SaysAsync(options with { Pictures = null }, "has its pictures in s3://reid/gallery-");
        await SaysAsync(options with { Pictures = options.Pictures with { Prefix = "elsewhere/" } }, "not in s3://reid/elsewhere/");
    }

    [Fact]
    public async Task A_gallery_with_pictures_in_files_says_how_it_moves()
    {
        var options = new GalleryOptions { Directory = Directory, SearchThreads = 1 };
        await using (var gallery = await Index.Gallery.OpenAsync(options, cancellationToken: Token))
        {
            await gallery.AddAsync(Sample.Town(3), Token);
        }

        await SaysAsync(options with { Pictures = await server.PlaceAsync() }, "copy that folder to s3://reid/gallery-");
    }

    private static async Task SaysAsync(GalleryOptions options, string part) => Assert.Contains(
        part,
        (await Assert.ThrowsAsync<ReIdException>(async () => await (await Index.Gallery.OpenAsync(options, cancellationToken: Token)).DisposeAsync())).Message,
        StringComparison.Ordinal);
}
