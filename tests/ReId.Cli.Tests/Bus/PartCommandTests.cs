using ReId.Cli.Hosting.Bus;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus;

/// <summary>What <c>reid worker</c> and <c>reid ingest --bus</c> refuse before they reach for a broker, and addresses.</summary>
public sealed class PartCommandTests : IDisposable
{
    private const string Bus = "amqp://u:secret@127.0.0.1:1/";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worker_needs_a_broker() =>
        (await Reid.RunAsync("worker")).IsWrongUsage("--bus is missing", "REID_BUS");

    [Theory]
    [InlineData("--urls", "ftp://x", "--urls 'ftp://x'")]
    [InlineData("--urls", "https://127.0.0.1:5091", "is https")]
    [InlineData("--blobs", "/nowhere/blobs", "--blobs '/nowhere/blobs' does not exist")]
    public async Task A_worker_says_what_is_wrong_with_an_option(string option, string value, string said) =>
        (await Reid.RunAsync("worker", "--bus", Bus, option, value)).IsWrongUsage(said);

    [Fact]
    public async Task Ingestion_over_a_broker_has_neither_gallery_nor_network()
    {
        var people = Pictures.Folder(_folder.File("people"), DateTime.UtcNow, (Pictures.Red, Pictures.Blue));

        (await Reid.RunAsync("ingest", people, "--bus", Bus, "--data", "x")).IsWrongUsage("--data", "reid serve");
        (await Reid.RunAsync("ingest", people, "--bus", Bus, "--weights", "colour")).IsWrongUsage("--weights", "reid worker");
        (await Reid.RunAsync("ingest", people, "--urls", "http://127.0.0.1:5092")).IsWrongUsage("--urls", "--bus");
    }

    [Theory]
    [InlineData("amqp://reid:p%40ss@broker/line", "broker", 5672, "line", "reid", "p@ss", false)]
    [InlineData("amqps://reid:x@broker", "broker", 5671, "/", "reid", "x", true)]
    [InlineData("rabbitmq://broker:99/", "broker", 99, "/", "guest", "guest", false)]
    [InlineData("amqp://[::1]/a%2Fb", "::1", 5672, "a/b", "guest", "guest", false)]
    public void An_address_is_read(string text, string host, int port, string virtualHost, string user, string password, bool tls)
    {
        var bus = BusOptions.Read(text);

        Assert.Equal((host, port, virtualHost, user, password, tls), (bus.Host, bus.Port, bus.VirtualHost, bus.User, bus.Password, bus.Tls));
        Assert.True(bus.IsRabbitMq);
        Assert.DoesNotContain("p@ss", bus.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://broker")]
    [InlineData("broker")]
    [InlineData("amqps://broker?verify=no")]
    [InlineData("amqp://broker?cacertfile=/etc/hosts")]
    [InlineData("amqps://broker?cacertfile=/nowhere.pem")]
    public void An_address_that_is_none_is_refused_without_repeating_it(string text) =>
        Assert.StartsWith("--bus ", Assert.Throws<UsageException>(() => BusOptions.Read(text)).Message, StringComparison.Ordinal);
}
