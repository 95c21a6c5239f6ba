using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Embedding.Consumers;

public sealed class EmbedCropsConsumerTests
{
    [Fact]
    public async Task Every_crop_is_embedded_or_rejected_and_blobs_are_fetched()
    {
        var blobs = new MemoryBlobs();
        await blobs.WriteAsync("crops/1.png", Pictures.Plain(0, 200, 0), TestContext.Current.CancellationToken);
        await using var provider = Provider(blobs);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var good = Enumerable.Range(0, 40).Select(i => Crop(new() { Data = Pictures.Plain(5 * i, 10, 10), Width = 64, Height = 128 })).ToList();
        var blob = Crop(new() { BlobKey = "crops/1.png", Width = 64, Height = 128 });
        var gone = Crop(new() { BlobKey = "crops/2.png", Width = 64, Height = 128 });
        var corrupt = Crop(new() { Data = [1, 2, 3], Width = 64, Height = 128 });

        await harness.Bus.PublishBatch([.. good, blob, gone, corrupt], TestContext.Current.CancellationToken);

        var embedded = await TakeAsync<CropEmbedded>(harness, good.Count + 1);
        var rejected = await TakeAsync<CropRejected>(harness, 2);
        Assert.Equal(good.Append(blob).Select(c => c.CropId).Order(), embedded.Select(m => m.Crop.CropId).Order());
        Assert.All(embedded, m => Assert.Equal("colour-1", m.Vector.ModelId));
        Assert.All(embedded, m => Assert.Equal(1, m.Vector.Unpack().Sum(v => v * v), 1e-4f));
        Assert.Equal("The picture crops/2.png is not in the blob store.", rejected.Single(m => m.CropId == gone.CropId).Reason);
        Assert.Equal(
            "The picture is no JPEG, PNG, WebP or BMP picture.", rejected.Single(m => m.CropId == corrupt.CropId).Reason);
        Assert.False(await harness.Published.Any<Fault<CropCaptured>>(new CancellationToken(true)));
    }

    [Fact]
    public async Task A_lone_crop_does_not_wait_for_a_full_batch()
    {
        await using var provider = Provider(new MemoryBlobs());
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var crop = Crop(new() { Data = Pictures.Plain(1, 2, 3), Width = 64, Height = 128 });

        await harness.Bus.Publish(crop, TestContext.Current.CancellationToken);

        Assert.Equal(crop, Assert.Single(await TakeAsync<CropEmbedded>(harness, 1)).Crop with { Image = crop.Image });
    }

    [Fact]
    public async Task A_crop_that_names_no_picture_is_rejected_alone()
    {
        await using var provider = Provider(new MemoryBlobs());
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var good = Crop(new() { Data = Pictures.Plain(1, 2, 3), Width = 64, Height = 128 });
        var badKey = Crop(new() { BlobKey = "../secret.png", Width = 64, Height = 128 });
        var neither = Crop(new() { Width = 64, Height = 128 });
        var nothing = Crop(null!);

        await harness.Bus.PublishBatch([badKey, neither, nothing, good], TestContext.Current.CancellationToken);

        Assert.Equal(good.CropId, Assert.Single(await TakeAsync<CropEmbedded>(harness, 1)).Crop.CropId);
        var reasons = (await TakeAsync<CropRejected>(harness, 3)).ToDictionary(m => m.CropId, m => m.Reason);
        Assert.Equal("The picture has the key '../secret.png', which the blob store does not take.", reasons[badKey.CropId]);
        Assert.Equal("The crop has neither a picture nor the key of one.", reasons[neither.CropId]);
        Assert.Equal(reasons[neither.CropId], reasons[nothing.CropId]);
        Assert.False(await harness.Published.Any<Fault<CropCaptured>>(new CancellationToken(true)));
    }

    [Fact]
    public async Task A_blob_store_that_fails_for_a_moment_loses_nothing()
    {
        var blobs = new MemoryBlobs { Failures = 1 };
        await blobs.WriteAsync("crops/1.png", Pictures.Plain(0, 200, 0), TestContext.Current.CancellationToken);
        await using var provider = Provider(blobs);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();

        await harness.Bus.Publish(
            Crop(new() { BlobKey = "crops/1.png", Width = 64, Height = 128 }), TestContext.Current.CancellationToken);

        Assert.Single(await TakeAsync<CropEmbedded>(harness, 1));
        Assert.Equal(0, blobs.Failures);
    }

    private static async Task<List<T>> TakeAsync<T>(ITestHarness harness, int count)
        where T : class
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var found = new List<T>();
        await foreach (var message in harness.Published.SelectAsync<T>(timeout.Token))
        {
            found.Add(message.Context.Message);
            if (found.Count == count)
            {
                break;
            }
        }

        Assert.Equal(count, found.Count);
        return found;
    }

    private static ServiceProvider Provider(IBlobStore blobs) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(blobs)
        .AddReIdEmbedding(new EmbedderOptions { Weights = "colour" })
        .AddMassTransitTestHarness(bus =>
        {
            bus.DisableUsageTelemetry();

            // On a busy machine the harness would take a slow first embedding for the end of all messages.
            bus.SetTestTimeouts(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
            bus.AddEmbeddingConsumers();
        })
        .BuildServiceProvider(true);

    private static CropCaptured Crop(CropImage image) => new()
    {
        CropId = Guid.CreateVersion7(),
        Camera = "door",
        TrackletId = Guid.CreateVersion7(),
        CapturedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Box = new PixelBox(1, 2, 64, 128),
        Quality = 0.5f,
        Image = image,
    };

    private sealed class MemoryBlobs : IBlobStore
    {
        private readonly ConcurrentDictionary<string, byte[]> _blobs = new();

        public int Failures { get; set; }

        public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            _blobs[key] = data.ToArray();
            return Task.CompletedTask;
        }

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("the store is restarting");
            }

            if (key.Contains("..", StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{key}' is no key", nameof(key));
            }

            return Task.FromResult(_blobs.GetValueOrDefault(key));
        }

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
