using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Bus;
using ReId.Index.Erasure;

namespace ReId.Cli.Hosting.Serving;

/// <summary>
/// Removes dead letters of erased crops: at the start, again and again while the broker is away, and now and then, since
/// what came too late to be refused can die later.
/// </summary>
internal sealed class DeadLetterSweeps(Eraser eraser, ServeOptions options, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = loggers.CreateLogger(BusWatch.LogCategory);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (said, last) = (false, (long?)null);
        while (!stoppingToken.IsCancellationRequested)
        {
            // An erasure looks for itself; where it could not, it is made good here.
            if (last is null || eraser.MessagesWait || Stopwatch.GetElapsedTime(last.Value) > s_pace)
            {
                said = !await SweepAsync(said, stoppingToken).ConfigureAwait(false);
                last = Stopwatch.GetTimestamp();
            }

            await Task.Delay(s_again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <param name="said">Whether it was said already that it does not work: once is enough.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it worked.</returns>
    private async Task<bool> SweepAsync(bool said, CancellationToken cancellationToken)
    {
        try
        {
            if (await eraser.SweepMessagesAsync(cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                BusLog.Swept(_logger, count, options.Bus.Shown);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception failure)
        {
            // Whatever it is, a database that is away for instance: what escaped from here would end the server.
            if (!said)
            {
                BusLog.NotSwept(_logger, failure.Message);
            }

            return false;
        }
    }
}
