using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ReId.Cli.Hosting;

/// <summary>
/// Log lines for people at a terminal: the message, and of an exception only what it says. The stack trace is for
/// whoever sets REID_DEBUG=1.
/// </summary>
internal sealed class SentenceFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "sentence";

    private readonly bool _debug = Environment.GetEnvironmentVariable("REID_DEBUG") == "1";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel >= LogLevel.Error ? "error" : logEntry.LogLevel == LogLevel.Warning ? "warning" : "info";
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write($"{level}: {message}");
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(_debug ? $"\n{exception}" : $" ({exception.Message.Split('\n', 2)[0].TrimEnd()})");
        }

        textWriter.WriteLine();
    }
}
