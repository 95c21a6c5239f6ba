using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReId.Ingest.Publishing;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// The one place that knows which transport carries the messages. Rooms register consumers and their batch settings
/// on <see cref="IBusRegistrationConfigurator"/>; another transport changes this folder and nothing else.
/// </summary>
internal static class BusTransport
{
    private const string HealthCheckName = "bus";

    /// <summary>
    /// Puts the bus into a host. The host starts at once whether the broker answers or not: the bus goes on trying, and
    /// <see cref="BusWatch"/> says so in the log and to <c>/readyz</c>.
    /// </summary>
    public static IServiceCollection AddReIdBus(
        this IServiceCollection services, BusOptions options, Action<IBusRegistrationConfigurator>? addConsumers)
    {
        // MassTransit keeps its log with the flow of calls: a host that ended in this one has left a closed log there.
        LogContext.Current = null!;
        services.AddSingleton(options);
        services.AddSingleton<BusWatch>();
        services.AddMassTransit(bus =>
        {
            // MassTransit otherwise reports to its maker.
            bus.DisableUsageTelemetry();

            bus.ConfigureHealthCheckOptions(check => check.Name = HealthCheckName);
            bus.SetKebabCaseEndpointNameFormatter();
            addConsumers?.Invoke(bus);
            if (options.IsRabbitMq)
            {
                RabbitMqTransport.Use(bus, options, consumes: addConsumers is not null);
            }
            else
            {
                bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
            }
        });
        if (options.IsRabbitMq)
        {
            services.AddSingleton<IPublishPatience, BrokerPatience>();
            services.AddReceiveObserver<DeadLetterLog>();
            services.AddHostedService(provider => provider.GetRequiredService<BusWatch>());

            // MassTransit's own check calls a bus that lost its broker degraded, which still counts as ready.
            services.PostConfigure<HealthCheckServiceOptions>(health =>
            {
                foreach (var own in health.Registrations.Where(check => check.Name == HealthCheckName).ToList())
                {
                    health.Registrations.Remove(own);
                }

                health.Registrations.Add(new HealthCheckRegistration(
                    HealthCheckName, provider => new BusHealth(provider.GetRequiredService<BusWatch>()), HealthStatus.Unhealthy, tags: null));
            });
        }

        return services;
    }
}
