using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>A bare connection for commands that look after queues rather than work on their messages.</summary>
internal static class BrokerConnection
{
    /// <exception cref="ReIdException">The broker does not answer, or refuses.</exception>
    public static async Task<IConnection> OpenAsync(BusOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.User,
            Password = options.Password,
            ClientProvidedName = $"reid queue {Environment.MachineName} {Environment.ProcessId}",
            AutomaticRecoveryEnabled = false,
        };
        if (options.Tls)
        {
            factory.Ssl = new SslOption(options.Host, enabled: true) { Version = SslProtocols.Tls12 | SslProtocols.Tls13 };
            if (options.CertificateAuthority is { } authority)
            {
                factory.Ssl.CertificateValidationCallback = new PrivateAuthority(authority).Accepts;
            }
        }

        try
        {
            return await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is BrokerUnreachableException or SocketException or AuthenticationException or OperationInterruptedException)
        {
            throw new ReIdException($"The message broker {options.Shown} does not answer: {failure.GetBaseException().Message.Split('\n')[0].TrimEnd('.')}.", failure);
        }
    }
}
