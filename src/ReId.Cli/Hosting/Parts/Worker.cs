using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts.Blobs;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;

namespace ReId.Cli.Hosting.Parts;

/// <summary>Embeds the crops of a broker: CropCaptured → CropEmbedded.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly IHost _host;

    private Worker(IHost host, Embedder embedder)
    {
        _host = host;
        Embedder = embedder;
    }

    public Embedder Embedder { get; }

    public static async Task<Worker> StartAsync(WorkerOptions options, CancellationToken cancellationToken)
    {
        // The model first: what is wrong with it is said before a crop is taken from others.
        var embedder = Embedder.Open(options.Embedder);
        try
        {
            var host = await PartHost.StartAsync(options.Urls, builder => Compose(builder.Services, options, embedder), cancellationToken)
                .ConfigureAwait(false);
            return new Worker(host, embedder);
        }
        catch
        {
            embedder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await PartHost.EndAsync(_host).ConfigureAwait(false);
        Embedder.Dispose();
    }

    private static void Compose(IServiceCollection services, WorkerOptions options, Embedder embedder)
    {
        // An instance that somebody else made is not disposed with the container: the worker does that, in order.
        services.AddSingleton(embedder);
        services.AddSingleton<IBlobStore, NoBlobs>();
        services.AddReIdBus(options.Bus, bus => bus.AddEmbeddingConsumers());
    }
}
