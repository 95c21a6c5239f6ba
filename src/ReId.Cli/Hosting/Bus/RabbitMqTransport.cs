using System.Security.Authentication;
using MassTransit;
using MassTransit.Middleware;
using ReId.Contracts.Messages;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// RabbitMQ as the bus: lines that are quorum queues, confirmed publishing, acknowledgement after the consumer is done, bounded lines
/// that refuse their publishers, dead queues that expire. See <c>docs/bus.md</c>.
/// </summary>
internal static class RabbitMqTransport
{
    public static void Use(IBusRegistrationConfigurator bus, BusOptions options, OwnQueues own)
    {
        bus.AddConfigureEndpointsCallback((_, name, endpoint) => ConfigureEndpoint(name, endpoint, own));
        bus.UsingRabbitMq((context, transport) =>
        {
            Connect(transport, options);
            var names = new DeadQueueNames();
            transport.SendTopology.ErrorQueueNameFormatter = names;
            transport.SendTopology.DeadLetterQueueNameFormatter = names;
            transport.SendTopology.ConfigureErrorSettings = DeclareDead;
            transport.SendTopology.ConfigureDeadLetterSettings = DeclareDead;
            PublishTo<CropCaptured>(transport, LineQueues.Embed);
            PublishTo<CropEmbedded>(transport, LineQueues.Index);
            NoticeOf<Fault<CropCaptured>>(transport);
            NoticeOf<Fault<CropEmbedded>>(transport);
            transport.ConfigureEndpoints(context);
        });
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator transport, BusOptions options) =>
        transport.Host(options.Host, (ushort)options.Port, options.VirtualHost, $"reid {Environment.MachineName} {Environment.ProcessId}", host =>
        {
            host.Username(options.User);
            host.Password(options.Password);
            host.PublisherConfirmation = true;
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(10));
            if (options.Tls)
            {
                host.UseSsl(ssl =>
                {
                    ssl.ServerName = options.Host;
                    ssl.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                    if (options.CertificateAuthority is { } authority)
                    {
                        ssl.CertificateValidationCallback = new PrivateAuthority(authority).Accepts;
                    }
                });
            }
        });

    /// <summary>
    /// A publisher declares the line too: what is published before the first consumer ever ran would else be routed to
    /// nowhere, and confirmed all the same.
    /// </summary>
    private static void PublishTo<T>(IRabbitMqBusFactoryConfigurator transport, string queue)
        where T : class
    {
        // Bound to the message's own exchange: a queue takes one copy, however many ways lead to it.
        var exchange = transport.MessageTopology.GetMessageTopology<T>().EntityName;
        transport.Publish<T>(publish => publish.BindQueue(exchange, queue, line => Declare(line, LineQueues.LineArguments(queue))));

        // A line that somebody deleted is noticed, not published past.
        transport.ConfigurePublish(pipe => pipe.UseExecute(context =>
        {
            if (context is PublishContext<T> && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            {
                rabbit.Mandatory = true;
            }
        }));
    }

    /// <summary>
    /// MassTransit publishes it by itself, where nothing gives the waiting an end. It is a notice, so nobody waits: one that
    /// is lost costs an ingestion the time until it expires.
    /// </summary>
    private static void NoticeOf<T>(IRabbitMqBusFactoryConfigurator transport)
        where T : class => transport.ConfigurePublish(pipe => pipe.UseExecute(context =>
        {
            if (context is PublishContext<T>)
            {
                context.TrySetAwaitAck(false);
            }
        }));

    private static void ConfigureEndpoint(string name, IReceiveEndpointConfigurator endpoint, OwnQueues own)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            return;
        }

        if (LineQueues.IsLine(name))
        {
            rabbit.BindDeadLetterQueue(LineQueues.Dead(name), LineQueues.Dead(name), dead => Declare(dead, LineQueues.DeadArguments));
            Declare(rabbit, LineQueues.LineArguments(name));
            LimitMoves(rabbit);
        }
        else
        {
            // Of one process: outlives a lost connection, not the process.
            rabbit.Durable = true;
            rabbit.AutoDelete = false;
            Declare(rabbit, LineQueues.NoticeArguments);
            own.Add(name);
        }
    }

    // What MassTransit does anyway, with an end.
    private static void LimitMoves(IReceivePipelineConfigurator endpoint)
    {
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new MoveLimit<ExceptionReceiveContext>());
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(new MoveLimit<ReceiveContext>());
            pipe.UseFilter(new DeadLetterTransportFilter());
        });
    }

    private static void DeclareDead(IRabbitMqQueueConfigurator queue)
    {
        // MassTransit hands the line's own arguments on to its dead queue; a null takes one away.
        foreach (var key in LineQueues.LineArguments("").Keys)
        {
            queue.SetQueueArgument(key, (object)null!);
        }

        Declare(queue, LineQueues.DeadArguments);
    }

    private static void Declare(IRabbitMqQueueConfigurator queue, IReadOnlyDictionary<string, object> arguments)
    {
        foreach (var (key, value) in arguments)
        {
            queue.SetQueueArgument(key, value);
        }
    }
}
