using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Serving;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Search.Endpoints.Health;

namespace ReId.Cli.Hosting.Parts;

/// <summary>The host of one part: its bus, and the answers about its health where it listens.</summary>
internal static class PartHost
{
    public static async Task<WebApplication> StartAsync(
        PartOptions options, Action<IServiceCollection> addServices, Action<IBusRegistrationConfigurator>? addConsumers,
        CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(options.Urls);
        builder.Services.AddRouting();
        builder.Services.AddHealthChecks();
        if (options.Blobs is { } folder)
        {
            builder.Services.AddSingleton<IBlobStore>(new FileBlobStore(folder));
        }

        addServices(builder.Services);
        builder.Services.AddReIdBus(options.Bus, addConsumers);
        var app = builder.Build();
        try
        {
            app.MapHealth();
            await ServiceHost.StartAsync(app, options.Urls, cancellationToken).ConfigureAwait(false);
            return app;
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
