using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using ReId.Index.Retention;
using ReId.Search.Events;

namespace ReId.Search.Jobs;

/// <summary>Erases, once a day, what is older than its camera keeps.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionRun run, EventFeed feed, WatchBoard watches, ILogger<RetentionJob> logger) : IJob
{
    private static readonly TriggerKey s_trigger = new("daily", "retention");

    /// <summary>Registers it, and what runs the schedule of all jobs.</summary>
    /// <param name="services">The host's services.</param>
    public static void Register(IServiceCollection services)
    {
        // A day that was missed because nothing ran is made good at the start: what is due is due.
        services.AddQuartz(quartz => quartz.ScheduleJob<RetentionJob>(trigger => trigger
            .WithIdentity(s_trigger).StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromDays(1)).RepeatForever())));
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if ((await run.RunAsync(cancellationToken)).Count > 0)
            {
                watches.Reload();
                feed.Forget();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            SearchLog.RetentionFailed(logger, failure.Message);
        }
    }
}
