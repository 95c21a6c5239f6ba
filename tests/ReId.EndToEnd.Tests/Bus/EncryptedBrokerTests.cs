using ReId.Testing;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>RabbitMQ over TLS, with a certificate that an authority of the operator's own signed.</summary>
public sealed class EncryptedBrokerTests(Broker broker)
{
    [Fact]
    public async Task Crops_flow_over_an_encrypted_connection()
    {
        await using var line = await Line.CreateTlsAsync(broker);
        var server = line.Serve();
        line.Worker();

        var said = await line.Ingest(people: 2, each: 4).FinishAsync();

        Assert.Contains("8 crops sent, 8 indexed", said, StringComparison.Ordinal);
        await server.ReadyAsync();
        await line.HoldsEachOnceAsync(8);
    }

    [Fact]
    public async Task A_broker_that_another_authority_signed_is_not_trusted()
    {
        using var folder = new TemporaryFolder();
        var other = folder.File("other.pem");
        BrokerCertificate.Write(other, folder.File("unused.pem"), folder.File("unused-key.pem"));
        var address = await broker.CreateTlsAsync();

        var own = await Part.RunAsync($"{address}?cacertfile={other}", "queue", "dead", "list");
        own.FailedWith(1, "cannot be used", "certificate");

        // Nor is one that no authority of this machine signed.
        var none = await Part.RunAsync(address, "queue", "dead", "list");
        none.FailedWith(1, "cannot be used", "certificate");
    }
}
