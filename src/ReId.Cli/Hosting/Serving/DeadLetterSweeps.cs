using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts;
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
        var said = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = s_pace;
            try
            {
                if (await eraser.SweepMessagesAsync(stoppingToken).ConfigureAwait(false) is > 0 and var count)
                {
                    BusLog.Swept(_logger, count, options.Bus.Shown);
                }

                said = false;
            }
            catch (ReIdException failure)
            {
                // Once, not with every try.
                pause = s_again;
                if (!said)
                {
                    BusLog.NotSwept(_logger, failure.Message);
                }

                said = true;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
