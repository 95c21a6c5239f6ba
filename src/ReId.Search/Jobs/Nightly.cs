using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using ReId.Contracts;
using ReId.Index.Identities;
using ReId.Search.Models;

namespace ReId.Search.Jobs;

/// <summary>Begins the nightly clustering; the run itself works in <see cref="ClusteringRunner"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyJob(ClusteringRunner runner, ServedModels models, ApiOptions options, ILogger<NightlyJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var request = new RunRequest { ModelId = models.Current.Id, Settings = options.Identities.Settings };
            if (await runner.StartAsync(request, cancellationToken) is null)
            {
                SearchLog.NightLeftOut(logger, "another run works still");
            }
        }
        catch (ReIdException failure)
        {
            SearchLog.NightLeftOut(logger, failure.Message);
        }
    }
}

/// <summary>When the nightly clustering begins.</summary>
internal sealed class Nightly(ApiOptions options, ISchedulerFactory? schedulers = null)
{
    private static readonly TriggerKey s_trigger = new("nightly", "clustering");

    /// <summary>The time of day, local; null where it is off.</summary>
    public string? Schedule => options.Identities.ClusterAt?.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static void Register(IServiceCollection services, TimeOnly? at)
    {
        services.AddSingleton<Nightly>();
        if (at is not { } time)
        {
            return;
        }

        // A night that was missed because nothing ran is missed: a run in the middle of the day would surprise.
        services.AddQuartz(quartz => quartz.ScheduleJob<NightlyJob>(trigger => trigger
            .WithIdentity(s_trigger)
            .WithCronSchedule(
                string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?"),
                cron => cron.InTimeZone(TimeZoneInfo.Local).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))));
    }

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        if (schedulers is null)
        {
            return null;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return (await scheduler.GetTrigger(s_trigger, cancellationToken))?.NextFireTimeUtc;
    }
}
