using System.CommandLine;
using ReId.Ingest.Sources;

namespace ReId.Cli.Commands;

/// <summary>The options of <c>reid ingest</c> that only cameras have.</summary>
internal sealed class LiveArguments(bool withDuration = true)
{
    private readonly Option<double?> _duration = CommonOptions.Rate("--duration", "Stop watching cameras after this many seconds (default: Ctrl-C)", null);
    private readonly Option<double?> _stall = CommonOptions.Rate("--stall-timeout", "Seconds without a frame after which a camera is opened again", 10);
    private readonly Option<double?> _freeze = CommonOptions.Rate("--freeze-timeout", "Seconds of the very same picture after which it is opened again", 60);
    private readonly Option<int?> _attempts = new("--max-attempts")
    {
        Description = "Give a camera up after this many failed attempts in a row (default: never)",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        if (withDuration)
        {
            command.Add(_duration);
        }

        command.Add(_stall);
        command.Add(_freeze);
        command.Add(_attempts);
    }

    /// <exception cref="UsageException">An option of cameras is given, but no source is one.</exception>
    public void RefuseWithoutCamera(ParseResult parsed)
    {
        Option[] own = withDuration ? [_duration, _stall, _freeze, _attempts] : [_stall, _freeze, _attempts];
        if (Array.Find(own, option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} is for cameras, but every source is footage: leave it out.");
        }
    }

    public TimeSpan? Duration(ParseResult parsed) => parsed.GetValue(_duration) is { } seconds ? Seconds(seconds) : null;

    /// <exception cref="UsageException">The number of attempts is below 1.</exception>
    public LiveOptions Options(ParseResult parsed) => new()
    {
        StallTimeout = Seconds(parsed.GetValue(_stall)!.Value),
        FreezeTimeout = Seconds(parsed.GetValue(_freeze)!.Value),
        MaxAttempts = parsed.GetValue(_attempts) is < 1 and var attempts
            ? throw new UsageException($"--max-attempts must be at least 1, not {attempts}.")
            : parsed.GetValue(_attempts),
    };

    // A timer takes 49 days at most.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0.001, 4e6));
}
