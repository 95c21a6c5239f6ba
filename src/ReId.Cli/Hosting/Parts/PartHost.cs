using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Serving;
using ReId.Contracts;
using ReId.Search.Endpoints.Health;
using ReId.Search.Telemetry;

namespace ReId.Cli.Hosting.Parts;

/// <summary>The host of a process that does one part of the work: logs, telemetry, and its health over HTTP where wished.</summary>
internal static class PartHost
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(20);

    /// <exception cref="ReIdException">An address cannot be listened at.</exception>
    public static async Task<IHost> StartAsync(IReadOnlyList<string> urls, Action<IHostApplicationBuilder> compose, CancellationToken cancellationToken)
    {
        var host = urls.Count > 0 ? WithHealth(urls, compose) : Silent(compose);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch (Exception failure)
        {
            await EndAsync(host).ConfigureAwait(false);
            if (failure is IOException { InnerException: not null } && failure.Message.Contains("bind", StringComparison.OrdinalIgnoreCase))
            {
                throw new ReIdException($"--urls {string.Join(';', urls)} cannot be listened at: {failure.Message.TrimEnd('.')}.", failure);
            }

            throw;
        }
    }

    /// <summary>Stops in order and frees everything.</summary>
    public static async ValueTask EndAsync(IHost host)
    {
        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }

    private static WebApplication WithHealth(IReadOnlyList<string> urls, Action<IHostApplicationBuilder> compose)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PartHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls([.. urls]);
        builder.Services.AddHealthChecks();
        Common(builder);
        compose(builder);
        var app = builder.Build();
        app.MapHealth();
        return app;
    }

    private static IHost Silent(Action<IHostApplicationBuilder> compose)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Common(builder);
        compose(builder);
        return builder.Build();
    }

    private static void Common(IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        ServiceLogging.Configure(builder.Logging);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_farewell);
        builder.Services.AddHostedService<OtlpExport>();
    }
}
