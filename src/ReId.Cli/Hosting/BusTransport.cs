using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ReId.Cli.Hosting;

/// <summary>
/// The one place that knows which transport carries the messages. Rooms register consumers and their batch settings
/// on <see cref="IBusRegistrationConfigurator"/>; another transport changes this file and nothing else.
/// </summary>
internal static class BusTransport
{
    public static IServiceCollection AddReIdBus(
        this IServiceCollection services, Action<IBusRegistrationConfigurator> addConsumers) =>
        services.AddMassTransit(bus =>
        {
            // MassTransit otherwise reports to its maker.
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            addConsumers(bus);
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
}
