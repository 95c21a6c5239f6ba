using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index.Consumers;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Consumers;

public sealed class IndexCropsConsumerTests : GalleryTest
{
    [Fact]
    public async Task Every_crop_is_stored_and_announced_after_it_can_be_found()
    {
        await using var provider = Provider();
        var harness = await StartAsync(provider);
        var entries = Sample.Town(150);

        await harness.Bus.PublishBatch(entries.Select(Message), Token);

        await AnnouncedAsync<CropIndexed>(harness, 150);
        var gallery = provider.GetRequiredService<IGallery>();
        Assert.Equal(150, (await gallery.StatsAsync(Token)).Crops);
        var entry = entries[42];
        var announced = harness.Published.Select<CropIndexed>(Token).Select(message => message.Context.Message)
            .Single(message => message.CropId == entry.Crop.CropId);
        Assert.Equal(
            new CropIndexed
            {
                CropId = entry.Crop.CropId,
                TrackletId = entry.Crop.TrackletId,
                Camera = entry.Crop.Camera,
                CapturedAt = entry.Crop.CapturedAt,
                ModelId = Sample.Model,
            },
            announced);
        Assert.Equal(entry.Crop.Image.Data, await gallery.ReadImageAsync(entry.Crop.CropId, Token));
        await harness.Stop(Token);
    }

    [Fact]
    public async Task Messages_are_taken_in_batches()
    {
        await using var provider = Provider();
        var harness = await StartAsync(provider);
        var consumed = harness.GetConsumerHarness<IndexCropsConsumer>();

        await harness.Bus.PublishBatch(Sample.Town(128).Select(Message), Token);
        await AnnouncedAsync<CropIndexed>(harness, 128);

        var batches = consumed.Consumed.Select<Batch<CropEmbedded>>(Token).Select(batch => batch.Context.Message.Length).ToList();
        Assert.Equal(128, batches.Sum());
        Assert.All(batches, size => Assert.InRange(size, 1, IndexCropsConsumerDefinition.MessageLimit));
        Assert.Contains(batches, size => size > 1);
        await harness.Stop(Token);
    }

    [Fact]
    public async Task A_message_that_comes_again_is_announced_again_and_stored_once()
    {
        await using var provider = Provider();
        var harness = await StartAsync(provider);
        var entry = Sample.Entry();

        await harness.Bus.Publish(Message(entry), Token);
        await AnnouncedAsync<CropIndexed>(harness, 1);
        await harness.Bus.Publish(Message(entry), Token);
        await AnnouncedAsync<CropIndexed>(harness, 2);

        Assert.Equal(1, (await provider.GetRequiredService<IGallery>().StatsAsync(Token)).Crops);
        await harness.Stop(Token);
    }

    [Fact]
    public async Task Useless_vectors_are_rejected_and_the_others_of_the_batch_stored()
    {
        await using var provider = Provider();
        var harness = await StartAsync(provider);
        await harness.Bus.Publish(Message(Sample.Entry()), Token);
        await AnnouncedAsync<CropIndexed>(harness, 1);
        var notANumber = Sample.Vector();
        notANumber[3] = float.NaN;
        var cut = Message(Sample.Entry());
        cut = cut with { Vector = cut.Vector with { Data = cut.Vector.Data[..^1] } };

        await harness.Bus.PublishBatch(
            [
                Message(Sample.Entry()),
                Message(Sample.Entry(vector: notANumber)),
                cut,
                Message(Sample.Entry(vector: Sample.Vector(7))),
                Message(Sample.Entry()),
            ],
            Token);

        await AnnouncedAsync<CropRejected>(harness, 3);
        await AnnouncedAsync<CropIndexed>(harness, 3);
        Assert.Equal(
            [
                "The vector has 7 components, but vectors of model model-a have 24.",
                "The vector is damaged: a vector of dimension 24 needs 96 bytes, not 95.",
                "The vector is useless: component 3 is not a number.",
            ],
            harness.Published.Select<CropRejected>(Token).Select(message => message.Context.Message.Reason).Order(StringComparer.Ordinal));
        Assert.Empty(harness.Published.Select<Fault<CropEmbedded>>(Token));
        await harness.Stop(Token);
    }

    [Fact]
    public async Task Messages_with_missing_parts_are_rejected_one_by_one()
    {
        await using var provider = Provider();
        var harness = await StartAsync(provider);
        CropEmbedded Bad(Func<CropEmbedded, CropEmbedded> spoil) => spoil(Message(Sample.Entry()));
        var keyOutside = new CropImage { BlobKey = "../../etc/passwd", Width = 1, Height = 1 };

        await harness.Bus.PublishBatch(
            [
                Message(Sample.Entry()),
                Bad(message => message with { Crop = null! }),
                Bad(message => message with { Vector = null! }),
                Bad(message => message with { Vector = message.Vector with { Data = null! } }),
                Bad(message => message with { Vector = message.Vector with { Dimension = -1 } }),
                Bad(message => message with { Vector = message.Vector with { ModelId = null! } }),
                Bad(message => message with { Vector = message.Vector with { ModelId = "" } }),
                Bad(message => message with { Crop = message.Crop with { Camera = null! } }),
                Bad(message => message with { Crop = message.Crop with { Image = null! } }),
                Bad(message => message with { Crop = message.Crop with { Image = keyOutside } }),
                Message(Sample.Entry()),
            ],
            Token);

        await AnnouncedAsync<CropRejected>(harness, 9);
        await AnnouncedAsync<CropIndexed>(harness, 2);
        var reasons = harness.Published.Select<CropRejected>(Token).Select(message => message.Context.Message.Reason).ToList();
        Assert.Equal(
            [
                "The blob key '../../etc/passwd' is absolute, or has a part that is empty or begins with a dot.",
                "The camera's name is empty.",
                "The description of the crop is missing.",
                "The model id is empty.",
                "The model id is empty.",
                "The picture is missing.",
                "The vector is damaged: a vector of dimension -1 needs -4 bytes, not 96.",
                "The vector is missing.",
                "The vector is missing.",
            ],
            reasons.Order(StringComparer.Ordinal));
        Assert.Empty(harness.Published.Select<Fault<CropEmbedded>>(Token));
        Assert.Equal(2, (await provider.GetRequiredService<IGallery>().StatsAsync(Token)).Crops);
        await harness.Stop(Token);
    }

    [Fact]
    public async Task A_gallery_that_stores_again_soon_costs_no_message()
    {
        var gallery = new BrokenGallery(failures: 2);
        await using var provider = Provider(gallery);
        var harness = await StartAsync(provider);

        await harness.Bus.Publish(Message(Sample.Entry()), Token);

        await AnnouncedAsync<CropIndexed>(harness, 1);
        Assert.Equal(3, gallery.Additions);
        Assert.Empty(harness.Published.Select<Fault<CropEmbedded>>(Token));
        await harness.Stop(Token);
    }

    [Fact]
    public async Task A_gallery_that_cannot_store_faults_the_messages_and_announces_nothing()
    {
        var gallery = new BrokenGallery(failures: int.MaxValue);
        await using var provider = Provider(gallery);
        var harness = await StartAsync(provider);

        await harness.Bus.Publish(Message(Sample.Entry()), Token);

        await AnnouncedAsync<Fault<CropEmbedded>>(harness, 1);
        Assert.Equal(1 + IndexCropsConsumerDefinition.Retries, gallery.Additions);
        Assert.Empty(harness.Published.Select<CropIndexed>(Token));
        await harness.Stop(Token);
    }

    [Fact]
    public async Task Crops_wait_in_their_line_for_a_store_that_is_away_longer_than_faults_are_tried_again()
    {
        var gallery = new BrokenGallery(failures: 2 + IndexCropsConsumerDefinition.Retries, new StoreUnavailableException("The database is away."));
        await using var provider = new ServiceCollection()
            .AddReIdGallery(gallery)
            .AddSingleton<IPublishPatience>(new OneLost())
            .AddMassTransitTestHarness(bus => bus.AddGalleryConsumers())
            .BuildServiceProvider(validateScopes: true);
        var harness = await StartAsync(provider);

        await harness.Bus.Publish(Message(Sample.Entry()), Token);

        await AnnouncedAsync<CropIndexed>(harness, 1);
        Assert.Equal(3 + IndexCropsConsumerDefinition.Retries, gallery.Additions);
        Assert.Empty(harness.Published.Select<Fault<CropEmbedded>>(Token));
        await harness.Stop(Token);
    }

    [Fact]
    public async Task An_announcement_that_is_not_confirmed_is_made_again_and_no_batch_waits_for_ever()
    {
        var patience = new OneLost();
        await using var provider = new ServiceCollection()
            .AddReIdGallery(new GalleryOptions { Directory = Directory })
            .AddSingleton<IPublishPatience>(patience)
            .AddMassTransitTestHarness(bus => bus.AddGalleryConsumers())
            .BuildServiceProvider(validateScopes: true);
        var harness = await StartAsync(provider);

        // One of them says what cannot be stored: that is announced as well.
        await harness.Bus.PublishBatch(
            Sample.Town(150).Select(Message).Append(Message(Sample.Entry()) with { Vector = null! }), Token);

        await AnnouncedAsync<CropIndexed>(harness, 150);
        await AnnouncedAsync<CropRejected>(harness, 1);
        Assert.Equal(152, patience.Tries);
        await harness.Stop(Token);
    }

    private static ServiceProvider Provider(IGallery gallery) => new ServiceCollection()
        .AddReIdGallery(gallery)
        .AddMassTransitTestHarness(bus => bus.AddGalleryConsumers())
        .BuildServiceProvider(validateScopes: true);

    private ServiceProvider Provider() => new ServiceCollection()
        .AddReIdGallery(new GalleryOptions { Directory = Directory })
        .AddMassTransitTestHarness(bus => bus.AddGalleryConsumers())
        .BuildServiceProvider(validateScopes: true);

    private static async Task<ITestHarness> StartAsync(ServiceProvider provider)
    {
        var harness = provider.GetTestHarness();
        await harness.Start();
        return harness;
    }

    private static CropEmbedded Message(GalleryEntry entry) => new()
    {
        Crop = entry.Crop,
        Vector = VectorPayload.Pack(entry.ModelId, entry.Vector.Span),
    };

    private static async Task AnnouncedAsync<T>(ITestHarness harness, int count)
        where T : class
    {
        var deadline = TimeSpan.FromSeconds(60); // Not a bound on speed: only so that a failure ends.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(deadline);
        while (harness.Published.Select<T>(Token).Count() < count)
        {
            await Task.Delay(20, timeout.Token);
        }

        Assert.Equal(count, harness.Published.Select<T>(Token).Count());
    }

    /// <summary>A transport of which the first publication is never heard again.</summary>
    private sealed class OneLost : IPublishPatience
    {
        private int _tries;

        public int Tries => Volatile.Read(ref _tries);

        public async Task PublishAsync(Func<CancellationToken, Task> publish, CancellationToken cancellationToken)
        {
            // The consumer leaves it to the transport how often it takes.
            while (Interlocked.Increment(ref _tries) == 1)
            {
                await Task.Yield();
            }

            await publish(cancellationToken);
        }
    }
}
