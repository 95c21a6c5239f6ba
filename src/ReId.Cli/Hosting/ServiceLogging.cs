using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ReId.Cli.Hosting;

/// <summary>What processes that run for long say on stderr.</summary>
internal static class ServiceLogging
{
    public static void Configure(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("ReId", LogLevel.Information)
        // That the broker is away is said once, by the watch of the bus, and not for every message that it interrupted;
        // what became a dead letter is DeadLetterLog's to say.
        .AddFilter("MassTransit", LogLevel.None)
        // /readyz answers the reason; whoever asks it every second would fill the log with errors.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        .AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>()
        .AddConsole(console =>
        {
            console.FormatterName = SentenceFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
}
