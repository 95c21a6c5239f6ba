using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Tests.Deploy;

/// <summary>What is set up at the broker against what the program declares there.</summary>
public sealed class BrokerTests
{
    [Fact]
    public void The_policies_hold_the_limits_that_the_queues_have()
    {
        using var definitions = JsonDocument.Parse(DeployFiles.Text("rabbitmq/definitions.json"));
        var policies = definitions.RootElement.GetProperty("policies").EnumerateArray()
            .ToDictionary(policy => policy.GetProperty("name").GetString()!, policy => policy);
        var (lines, dead) = (policies["reid-lines"], policies["reid-dead"]);

        foreach (var (queue, _) in LineQueues.Lines)
        {
            Assert.Matches(new Regex(lines.GetProperty("pattern").GetString()!), queue);
            Assert.Matches(new Regex(dead.GetProperty("pattern").GetString()!), LineQueues.Dead(queue));
        }

        Assert.Equal(LineQueues.MaxLength, lines.GetProperty("definition").GetProperty("max-length").GetInt64());
        Assert.Equal(LineQueues.MaxBytes, lines.GetProperty("definition").GetProperty("max-length-bytes").GetInt64());
        Assert.Equal(LineQueues.MaxDeadBytes, dead.GetProperty("definition").GetProperty("max-length-bytes").GetInt64());
        Assert.Equal((long)LineQueues.DeadTime.TotalMilliseconds, dead.GetProperty("definition").GetProperty("message-ttl").GetInt64());

        // Every `reid queue dead list` is a delivery, and RabbitMQ 4 drops what was delivered 20 times, unless told otherwise.
        Assert.True(dead.GetProperty("definition").GetProperty("delivery-limit").GetInt64() >= 1_000_000);
    }

    [Fact]
    public void Kubernetes_gives_the_broker_the_same_settings_as_the_file()
    {
        var map = DeployFiles.Documents("kubernetes/rabbitmq.yaml").First();

        Assert.Equal(Settings(DeployFiles.Text("rabbitmq/rabbitmq.conf")), Settings(map.At("data", "20-reid.conf")!.ToString()));
        Assert.Equal(DeployFiles.Text("rabbitmq/enabled_plugins").Trim(), map.At("data", "enabled_plugins")!.ToString().Trim());
    }

    private static IEnumerable<string> Settings(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Order()];
}
