using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ReId.Cli.Hosting;

/// <summary>What processes that run for long say on stderr.</summary>
internal static class ServiceLogging
{
    public static void Configure(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("ReId", LogLevel.Information)
        // That the broker is away is said once, by the watch of the bus, and not with every try.
        .AddFilter("MassTransit", LogLevel.Error)
        .AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>()
        .AddConsole(console =>
        {
            console.FormatterName = SentenceFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
}
