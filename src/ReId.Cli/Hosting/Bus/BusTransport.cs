using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// The one place that knows which transport carries the messages. Rooms register consumers and their batch settings
/// on <see cref="IBusRegistrationConfigurator"/>; another transport changes this folder and nothing else.
/// </summary>
internal static class BusTransport
{
    /// <summary>
    /// Puts the bus into a host. The host starts at once whether the broker answers or not: the bus goes on trying, and
    /// <see cref="BusWatch"/> says so in the log and to <c>/readyz</c>.
    /// </summary>
    public static IServiceCollection AddReIdBus(
        this IServiceCollection services, BusOptions options, Action<IBusRegistrationConfigurator> addConsumers)
    {
        services.AddSingleton(options);
        services.AddSingleton<BusWatch>();
        var own = new OwnQueues(options);
        if (options.IsRabbitMq)
        {
            services.AddSingleton<IHostedService>(own);
        }

        services.AddMassTransit(bus =>
        {
            // MassTransit otherwise reports to its maker.
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            addConsumers(bus);
            if (options.IsRabbitMq)
            {
                RabbitMqTransport.Use(bus, options, own);
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
            services.AddHealthChecks().AddCheck<BusHealth>("broker");
        }

        return services;
    }
}
