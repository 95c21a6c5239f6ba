using MassTransit;
using ReId.Benchmarks.GallerySearch;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index.Storage;

namespace ReId.Benchmarks.Load;

/// <summary>Embedded crops, as workers publish them, at a steady rate.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private static readonly byte[] s_picture = CropPicture.Jpeg(2);

    private readonly IBusControl _bus;
    private Task _publishing = Task.CompletedTask;
    private int _published;

    private Arrivals(IBusControl bus) => _bus = bus;

    public int Published => Volatile.Read(ref _published);

    public static async Task<Arrivals> StartAsync(Uri broker, People people, int perSecond, CancellationToken cancellationToken)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(broker));
        await bus.StartAsync(cancellationToken);
        var arrivals = new Arrivals(bus);
        arrivals._publishing = Task.Run(() => arrivals.PublishAsync(people, perSecond, cancellationToken), CancellationToken.None);
        return arrivals;
    }

    public async ValueTask DisposeAsync()
    {
        await _publishing;
        await _bus.StopAsync();
    }

    private async Task PublishAsync(People people, int perSecond, CancellationToken cancellationToken)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        try
        {
            for (var number = 0; await clock.WaitForNextTickAsync(cancellationToken); number++)
            {
                var crop = LoadGallery.Crop(number % people.Count, new CropImage { Data = s_picture, Width = CropPicture.Width, Height = CropPicture.Height })
                    with
                { CropId = Guid.CreateVersion7(), TrackletId = Guid.CreateVersion7(), CapturedAt = DateTimeOffset.UtcNow };
                var vector = HalfVector.Decode(people.Half(number % people.Count));
                await _bus.Publish(new CropEmbedded { Crop = crop, Vector = VectorPayload.Pack(LoadGallery.Model, vector) }, cancellationToken);
                Interlocked.Increment(ref _published);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
