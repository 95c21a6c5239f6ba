using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>A connection straight to RabbitMQ, for what no bus does.</summary>
internal static class BrokerConnection
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <param name="options">The broker.</param>
    /// <param name="name">Who connects, as the broker's operator sees it.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <exception cref="ReIdException">The broker cannot be reached or lets nobody in.</exception>
    public static async Task<IConnection> OpenAsync(BusOptions options, string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.User,
            Password = options.Password,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = s_patience,
            ClientProvidedName = name,
        };
        if (options.Tls)
        {
            factory.Ssl = new SslOption(options.Host, enabled: true);
            if (options.CertificateAuthority is { } authority)
            {
                factory.Ssl.CertificateValidationCallback = new PrivateAuthority(authority).Accepts;
            }
        }

        try
        {
            return await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is BrokerUnreachableException or OperationInterruptedException)
        {
            throw new ReIdException(
                $"The message broker {options.Shown} cannot be used: {failure.GetBaseException().Message.Split('\n', 2)[0].TrimEnd('.')}.", failure);
        }
    }
}
