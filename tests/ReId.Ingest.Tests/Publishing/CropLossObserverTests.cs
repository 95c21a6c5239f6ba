using System.Collections.Concurrent;
using MassTransit;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Ingest.Cropping;
using ReId.Ingest.Publishing;

namespace ReId.Ingest.Tests.Publishing;

public class CropLossObserverTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_rejected_crop_is_heard_of_once_while_it_is_in_flight()
    {
        var observer = new Losses();
        await using var bus = await StartAsync(observer, async context =>
        {
            var rejected = new CropRejected { CropId = context.Message.CropId, Camera = "cam", Reason = "does not decode" };
            await context.Publish(rejected);
            await context.Publish(rejected);
        });

        await PublishAndDrainAsync(bus, 20);

        // The second rejection of the last crop may still be on its way; it must not count either.
        Assert.Equal(20, observer.Heard.Select(l => l.CropId).Distinct().Count());
        Assert.Equal(20, observer.Heard.Count);
        Assert.All(observer.Heard, l => Assert.Equal(("rejected", "cam", "does not decode", true), (l.How, l.Camera, l.Reason, l.InFlight)));
    }

    [Fact]
    public async Task A_crop_whose_embedding_fails_is_heard_of()
    {
        var observer = new Losses();
        await using var bus = await StartAsync(observer, _ => throw new InvalidOperationException("broken"));

        await PublishAndDrainAsync(bus, 5);

        Assert.Equal(5, observer.Heard.Count);
        Assert.All(observer.Heard, l => Assert.Equal(("failed", "cam", "broken", true), (l.How, l.Camera, l.Reason, l.InFlight)));
    }

    [Fact]
    public async Task A_crop_whose_indexing_fails_is_heard_of()
    {
        var observer = new Losses();
        await using var bus = await StartAsync(observer, context => context.Publish<Fault<CropEmbedded>>(new
        {
            Message = new CropEmbedded { Crop = context.Message, Vector = VectorPayload.Pack("m", [1f]) },
            Exceptions = Array.Empty<ExceptionInfo>(),
        }));

        await PublishAndDrainAsync(bus, 1);

        var loss = Assert.Single(observer.Heard);
        Assert.Equal(("failed", "cam", "unknown", true), (loss.How, loss.Camera, loss.Reason, loss.InFlight));
    }

    [Fact]
    public async Task Indexed_crops_and_crops_of_other_processes_are_not_heard_of()
    {
        var observer = new Losses();
        await using var bus = await StartAsync(observer, async context =>
        {
            await context.Publish(new CropRejected { CropId = Guid.CreateVersion7(), Camera = "other", Reason = "not ours" });
            await context.Publish(new CropIndexed
            {
                CropId = context.Message.CropId,
                TrackletId = context.Message.TrackletId,
                Camera = "cam",
                CapturedAt = context.Message.CapturedAt,
                ModelId = "m",
            });
        });

        await PublishAndDrainAsync(bus, 10);

        Assert.Empty(observer.Heard);
    }

    private static async Task<BusFixture> StartAsync(Losses observer, Func<ConsumeContext<CropCaptured>, Task> consume)
    {
        var bus = await BusFixture.StartAsync(1, consume, observer: observer);
        observer.Budget = bus.Budget;
        return bus;
    }

    private static async Task PublishAndDrainAsync(BusFixture bus, int crops)
    {
        using var patience = new CancellationTokenSource(s_patience);
        for (var i = 0; i < crops; i++)
        {
            await bus.Publisher.PublishAsync(Crop(), patience.Token);
        }

        await bus.Budget.WaitForCurrentAsync(patience.Token);
    }

    private static CapturedCrop Crop() => new()
    {
        Camera = "cam",
        TrackletId = Guid.CreateVersion7(),
        CapturedAt = DateTimeOffset.UnixEpoch,
        Box = new PixelBox(1, 2, 10, 20),
        Quality = 0.5f,
        Jpeg = new byte[100],
    };

    private sealed class Losses : ICropLossObserver
    {
        public InFlightBudget? Budget { get; set; }

        public ConcurrentQueue<(string How, Guid CropId, string Camera, string Reason, bool InFlight)> Heard { get; } = [];

        public void Rejected(Guid cropId, string camera, string reason) => Add("rejected", cropId, camera, reason);

        public void Failed(Guid cropId, string camera, string reason) => Add("failed", cropId, camera, reason);

        private void Add(string how, Guid cropId, string camera, string reason) =>
            Heard.Enqueue((how, cropId, camera, reason, Budget is { InFlight: 1 }));
    }
}
