using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>The short form of <c>bench/chaos</c>, the same program: a few rounds by seed.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task What_is_killed_at_random_loses_nothing_and_doubles_nothing()
    {
        Broker.Require();

        var (killed, last) = await RoundsAsync(pictures: 80, rounds: 3, "--rounds", "2", "--broker-rounds", "1", "--seed", "15");

        Assert.All(["worker", "serve", "broker"], who => Assert.Contains(who, killed));
        Assert.Contains("nothing is wrong", last, StringComparison.Ordinal);
    }

    /// <summary>By its seed the round kills the database under the stream, and the server as soon as it is back.</summary>
    [Fact]
    public async Task Neither_does_a_gallery_in_PostgreSQL_when_that_is_killed_and_the_server_with_it()
    {
        Broker.Require();
        PostgresServer.Require();

        var (killed, _) = await RoundsAsync(
            pictures: 150, rounds: 1, "--postgres", "--rounds", "0", "--broker-rounds", "0", "--database-rounds", "1", "--seed", "570");

        Assert.All(["database", "serve"], who => Assert.Contains(who, killed));
    }

    /// <summary>Every round that was wanted was made, and after each every crop is there once and found once.</summary>
    private static async Task<(List<string> Killed, string Last)> RoundsAsync(int pictures, int rounds, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var result = await ChaosAsync(folder.Path, [.. options, "--pictures", Number(pictures)]);
        result.Succeeded();
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1];
        Assert.Equal(rounds, lines.Length);
        var killed = new List<string>();
        foreach (var line in lines)
        {
            using var row = JsonDocument.Parse(line);
            Assert.Equal(pictures, row.RootElement.GetProperty("sent").GetInt32());
            Assert.Equal(pictures, row.RootElement.GetProperty("held").GetInt32());
            Assert.Equal(pictures, row.RootElement.GetProperty("once").GetInt32());
            Assert.All(row.RootElement.GetProperty("found").EnumerateArray(), found => Assert.Equal(pictures, found.GetInt32()));
            killed.AddRange(row.RootElement.GetProperty("killed").EnumerateArray().Select(who => who.GetString()!.Split(' ')[0].TrimEnd('0', '1')));
        }

        return (killed, lines[^1]);
    }

    private static async Task<ReidResult> ChaosAsync(string folder, params string[] options)
    {
        var program = Path.Combine(RepositoryPaths.Root, "bench", "chaos");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [program, folder, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await Reid.FinishAsync(process);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
