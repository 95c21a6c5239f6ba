using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MassTransit;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Ingest.Cropping;

namespace ReId.Ingest.Tests.Publishing;

public class CropPublisherTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_slow_consumer_never_has_more_than_the_budget_before_it_and_misses_nothing()
    {
        const int capacity = 4;
        const int crops = 60;
        var arrived = new ConcurrentDictionary<Guid, byte>();
        var published = 0;
        var indexed = 0;
        var most = 0;
        await using var bus = await BusFixture.StartAsync(capacity, async context =>
        {
            await Task.Delay(3);
            most = Math.Max(most, Volatile.Read(ref published) - indexed);
            arrived.TryAdd(context.Message.CropId, 0);
            Interlocked.Increment(ref indexed);
            await context.Publish(Indexed(context.Message));
        });

        for (var i = 0; i < crops; i++)
        {
            await bus.Publisher.PublishAsync(Crop(), TestContext.Current.CancellationToken);
            Interlocked.Increment(ref published);
            Assert.InRange(bus.Budget.InFlight, 0, capacity);
        }

        await bus.Budget.WaitForCurrentAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.Equal(crops, arrived.Count);
        Assert.InRange(most, 1, capacity);
    }

    [Fact]
    public async Task Without_releases_publishing_stops_at_the_budget()
    {
        var arrived = 0;
        await using var bus = await BusFixture.StartAsync(3, _ =>
        {
            Interlocked.Increment(ref arrived);
            return Task.CompletedTask;
        });
        using var stop = new CancellationTokenSource();
        for (var i = 0; i < 3; i++)
        {
            await bus.Publisher.PublishAsync(Crop(), TestContext.Current.CancellationToken);
        }

        var fourth = bus.Publisher.PublishAsync(Crop(), stop.Token);
        await Task.WhenAny(fourth, Task.Delay(200, TestContext.Current.CancellationToken));

        Assert.False(fourth.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        Assert.InRange(arrived, 0, 3);
        Assert.Equal(3, bus.Budget.InFlight);
    }

    [Fact]
    public async Task A_crop_that_is_rejected_makes_room()
    {
        await using var bus = await BusFixture.StartAsync(1, context => context.Publish(new CropRejected
        {
            CropId = context.Message.CropId,
            Camera = context.Message.Camera,
            Reason = "does not decode",
        }));

        await PublishTwoAndDrainAsync(bus);
    }

    [Fact]
    public async Task A_consumer_that_fails_makes_room()
    {
        await using var bus = await BusFixture.StartAsync(1, _ => throw new InvalidOperationException("broken"));

        await PublishTwoAndDrainAsync(bus);
    }

    [Fact]
    public async Task An_index_that_fails_makes_room()
    {
        await using var bus = await BusFixture.StartAsync(1, context => context.Publish<Fault<CropEmbedded>>(new
        {
            Message = new CropEmbedded { Crop = context.Message, Vector = VectorPayload.Pack("m", [1f]) },
            Exceptions = Array.Empty<ExceptionInfo>(),
        }));

        await PublishTwoAndDrainAsync(bus);
    }

    [Fact]
    public async Task The_message_carries_the_crop()
    {
        var received = new TaskCompletionSource<CropCaptured>();
        await using var bus = await BusFixture.StartAsync(1, context =>
        {
            received.TrySetResult(context.Message);
            return context.Publish(Indexed(context.Message));
        });
        var crop = Crop();

        await bus.Publisher.PublishAsync(crop, TestContext.Current.CancellationToken);
        var message = await received.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);

        Assert.Equal((crop.Id, crop.Camera, crop.TrackletId), (message.CropId, message.Camera, message.TrackletId));
        Assert.Equal((crop.CapturedAt, crop.Box, crop.Quality), (message.CapturedAt, message.Box, message.Quality));
        Assert.Equal(crop.Jpeg, message.Image.Data);
        Assert.Equal((null, 10, 20), (message.Image.BlobKey, message.Image.Width, message.Image.Height));
    }

    [Fact]
    public async Task A_large_picture_travels_by_key()
    {
        var received = new TaskCompletionSource<CropCaptured>();
        var blobs = new MemoryBlobs();
        await using var bus = await BusFixture.StartAsync(
            1,
            context =>
            {
                received.TrySetResult(context.Message);
                return context.Publish(Indexed(context.Message));
            },
            blobs);
        var crop = Crop(CropImage.InlineLimit + 1);

        await bus.Publisher.PublishAsync(crop, TestContext.Current.CancellationToken);
        var image = (await received.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken)).Image;

        Assert.Null(image.Data);
        Assert.Equal(crop.Jpeg, await blobs.ReadAsync(image.BlobKey!, TestContext.Current.CancellationToken));
        Assert.Matches("^crops/[0-9a-f]{2}/[0-9a-f]{32}\\.jpg$", image.BlobKey);
    }

    [Fact]
    public async Task A_large_picture_is_made_smaller_where_there_is_no_blob_store()
    {
        // Noise: what a JPEG cannot make small.
        using var noise = new Mat(900, 600, MatType.CV_8UC3);
        var bytes = new byte[900 * 600 * 3];
        new Random(1).NextBytes(bytes);
        Marshal.Copy(bytes, 0, noise.Data, bytes.Length);
        var jpeg = noise.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, 95));
        Assert.True(jpeg.Length > CropImage.InlineLimit);
        var received = new TaskCompletionSource<CropCaptured>();
        await using var bus = await BusFixture.StartAsync(1, message =>
        {
            received.TrySetResult(message.Message);
            return Task.CompletedTask;
        });

        await bus.Publisher.PublishAsync(Crop() with { Jpeg = jpeg, Box = new PixelBox(0, 0, 600, 900) }, TestContext.Current.CancellationToken);

        var image = (await received.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken)).Image;
        Assert.InRange(image.Data!.Length, 1, CropImage.InlineLimit);
        using var decoded = Cv2.ImDecode(image.Data, ImreadModes.Color);
        Assert.Equal((decoded.Width, decoded.Height), (image.Width, image.Height));
        Assert.InRange((double)image.Height / image.Width, 1.49, 1.51);
        Assert.InRange(image.Width, 150, 600);
    }

    private static async Task PublishTwoAndDrainAsync(BusFixture bus)
    {
        using var patience = new CancellationTokenSource(s_patience);
        await bus.Publisher.PublishAsync(Crop(), patience.Token);
        await bus.Publisher.PublishAsync(Crop(), patience.Token);
        await bus.Budget.WaitForCurrentAsync(patience.Token);
    }

    private static CapturedCrop Crop(int bytes = 100) => new()
    {
        Camera = "cam",
        TrackletId = Guid.CreateVersion7(),
        CapturedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Box = new PixelBox(1, 2, 10, 20),
        Quality = 0.5f,
        Jpeg = new byte[bytes],
    };

    private static CropIndexed Indexed(CropCaptured crop) => new()
    {
        CropId = crop.CropId,
        TrackletId = crop.TrackletId,
        Camera = crop.Camera,
        CapturedAt = crop.CapturedAt,
        ModelId = "m",
    };

    private sealed class MemoryBlobs : IBlobStore
    {
        private readonly ConcurrentDictionary<string, byte[]> _blobs = new();

        public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            _blobs[key] = data.ToArray();
            return Task.CompletedTask;
        }

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_blobs.GetValueOrDefault(key));

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_blobs.TryRemove(key, out _));
    }
}
