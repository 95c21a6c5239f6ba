using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary>What goes with a broker and what does not; nothing here reaches one.</summary>
public sealed class BrokerOptionTests : IDisposable
{
    private const string Bus = "amqp://guest:secret@127.0.0.1:1/";

    private readonly TemporaryFolder _folder = new();
    private readonly string _pictures;

    public BrokerOptionTests() => _pictures = Pictures.Folder(_folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worker_needs_a_broker() =>
        (await Reid.RunAsync("worker")).IsWrongUsage("reid worker needs a message broker", "--bus", "REID_BUS");

    [Fact]
    public async Task A_worker_in_memory_would_have_no_work() =>
        (await Reid.RunAsync("worker", "--bus", "memory")).IsWrongUsage("needs a message broker");

    [Fact]
    public async Task Dead_letters_need_a_broker() =>
        (await Reid.RunAsync("queue", "dead", "list")).IsWrongUsage("reid queue needs a message broker");

    [Fact]
    public async Task A_queue_that_there_is_not_is_told_what_there_is() =>
        (await Reid.RunAsync("queue", "dead", "list", "--bus", Bus, "--queue", "mail")).IsWrongUsage("'mail'", "embed-crops", "index-crops");

    [Theory]
    [InlineData("--data")]
    [InlineData("--weights")]
    [InlineData("--device")]
    [InlineData("--engine")]
    public async Task What_a_gallery_of_ones_own_takes_is_refused_with_a_broker(string option) =>
        (await Reid.RunAsync("ingest", _pictures, "--bus", Bus, option, option == "--engine" ? "auto" : "cpu"))
            .IsWrongUsage(option, "amqp://guest@127.0.0.1:1/", "reid worker");

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:5080")]
    [InlineData("--answer-timeout", "5")]
    public async Task What_a_broker_takes_is_refused_without_one(string option, string value) =>
        (await Reid.RunAsync("ingest", _pictures, "--data", _folder.File("gallery"), option, value)).IsWrongUsage(option, "--bus", "REID_BUS");

    [Theory]
    [InlineData("https://127.0.0.1:5080", "http only")]
    [InlineData("nowhere", "no address to listen at")]
    public async Task Health_is_answered_at_http_addresses(string urls, string words) =>
        (await Reid.RunAsync("worker", "--bus", Bus, "--urls", urls)).IsWrongUsage("--urls", urls, words);

    [Fact]
    public async Task An_address_that_is_none_is_not_repeated()
    {
        var result = await Reid.RunAsync("worker", "--bus", "http://guest:secret@host");

        result.IsWrongUsage("--bus", "amqp://");
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "worker")]
    [InlineData(false, "queue", "dead", "list")]
    [InlineData(true, "ingest", "yard")]
    [InlineData(true, "serve")]
    public async Task Memory_is_offered_only_where_it_would_do(bool offered, params string[] command)
    {
        var result = await Reid.RunAsync([.. command, "--bus", "http://host"]);
        var help = (await Reid.RunAsync([.. command, "--help"])).Succeeded();

        result.IsWrongUsage("--bus is no address of a message broker", "amqp://", "amqps://");
        Assert.Equal(offered, result.Error.Contains("'memory'", StringComparison.Ordinal));
        Assert.Equal(offered, help.Out.Contains("'memory'", StringComparison.Ordinal));
    }
}
