using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ReId.Contracts;
using ReId.Search.Telemetry;

namespace ReId.Cli.Hosting.Serving;

/// <summary>What the hosts of all long-running commands have in common: log, addresses, farewell, telemetry.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(20);

    /// <param name="urls">Where it listens; none for a process that answers nobody.</param>
    /// <param name="certificate">Of https:// addresses.</param>
    public static WebApplicationBuilder CreateBuilder(IReadOnlyList<string> urls, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.ClearProviders();
        ConfigureLogging(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. urls]);
        if (urls.Count == 0)
        {
            builder.Services.AddSingleton<IServer, SilentServer>();
        }

        if (certificate is not null)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }

        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_farewell);
        builder.Services.AddHostedService<OtlpExport>();
        return builder;
    }

    /// <exception cref="ReIdException">An address is taken, or not this machine's.</exception>
    public static async Task StartAsync(WebApplication app, IReadOnlyList<string> urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure.InnerException is not null && failure.Message.Contains("bind", StringComparison.OrdinalIgnoreCase))
        {
            throw new ReIdException($"--urls {string.Join(';', urls)} cannot be listened at: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    /// <summary>Where it listens, ports resolved.</summary>
    public static IReadOnlyList<string> Addresses(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    public static void ConfigureLogging(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("ReId", LogLevel.Information)
        // A broker that is away is BusWatch's to say, once; a message that failed for good is DeadLetterLog's.
        .AddFilter("MassTransit", LogLevel.None)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        .AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>()
        .AddConsole(console =>
        {
            console.FormatterName = SentenceFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
}
