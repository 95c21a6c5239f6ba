using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts;
using ReId.Contracts.Messages;

namespace ReId.Benchmarks.Messaging;

/// <summary>The program's own bus: the crop's message as it is, one line, a consumer that does nothing.</summary>
internal sealed class OurBus(BusOptions bus) : IThroughputSide
{
    private readonly byte[] _picture = new byte[BusThroughput.PictureBytes];
    private IHost _host = null!;
    private Countdown _left = null!;

    public string Name => "our bus";

    public static async Task<IHost> StartAsync(BusOptions bus, Action<IServiceCollection> addServices, Action<IBusRegistrationConfigurator> addConsumers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        addServices(builder.Services.AddLogging());
        builder.Services.AddReIdBus(bus, addConsumers);
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<BusWatch>().ConnectedAsync(CancellationToken.None);
        return host;
    }

    public static CropCaptured Crop(byte[] picture) => new()
    {
        CropId = Guid.CreateVersion7(),
        Camera = "gate",
        TrackletId = Guid.CreateVersion7(),
        CapturedAt = DateTimeOffset.UtcNow,
        Box = new PixelBox(1, 2, 64, 128),
        Quality = 0.5f,
        Image = new CropImage { Data = picture, Width = 64, Height = 128 },
    };

    public async Task PrepareAsync(int crops)
    {
        _left = new Countdown(crops);
        _host = await StartAsync(
            bus, services => services.AddSingleton(_left), registration => registration.AddConsumer<Nothing, NothingDefinition>());
    }

    public async Task RunAsync(int crops)
    {
        var publisher = _host.Services.GetRequiredService<IBus>();
        await BusThroughput.PublishAllAsync(crops, _ => publisher.Publish(Crop(_picture)));
        await _left.Done.Task;
    }

    public async Task CleanAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    internal sealed class Countdown(int left)
    {
        private int _left = left;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Signal()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                Done.SetResult();
            }
        }
    }

    internal sealed class Nothing(Countdown left) : IConsumer<CropCaptured>
    {
        public Task Consume(ConsumeContext<CropCaptured> context)
        {
            left.Signal();
            return Task.CompletedTask;
        }
    }

    internal sealed class NothingDefinition : ConsumerDefinition<Nothing>
    {
        public NothingDefinition() => EndpointName = LineQueues.Embed;

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<Nothing> consumerConfigurator, IRegistrationContext context)
        {
            endpointConfigurator.PrefetchCount = BusThroughput.Window;
            endpointConfigurator.ConcurrentMessageLimit = BusThroughput.Window;
        }
    }
}
