using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReId.Cli.Hosting.Serving;
using ReId.Contracts.Blobs;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;

namespace ReId.Cli.Hosting.Parts;

/// <summary>Embeds the crops of a broker. Any number of workers share its line.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Worker(WebApplication app, Embedder embedder)
    {
        _app = app;
        Embedder = embedder;
    }

    public Embedder Embedder { get; }

    public IReadOnlyList<string> Addresses => ServiceHost.Addresses(_app);

    public static async Task<Worker> StartAsync(PartOptions options, EmbedderOptions embedding, CancellationToken cancellationToken)
    {
        // The model first: what is wrong with it is said before the worker takes crops from others.
        var embedder = Embedder.Open(embedding);
        try
        {
            var app = await PartHost.StartAsync(
                options,
                services =>
                {
                    services.AddSingleton(embedder);
                    services.TryAddSingleton<IBlobStore, UnreachedBlobs>();
                },
                bus => bus.AddEmbeddingConsumers(),
                cancellationToken).ConfigureAwait(false);
            return new Worker(app, embedder);
        }
        catch
        {
            embedder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What is being embedded is finished and passed on; the rest stays in the line.
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        Embedder.Dispose();
    }
}
