using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>The short form of <c>bench/chaos</c>, the same program: three rounds by one seed.</summary>
public sealed class ChaosTests
{
    private const int Pictures = 80;

    [Fact]
    public async Task What_is_killed_at_random_loses_nothing_and_doubles_nothing()
    {
        Broker.Require();
        using var folder = new TemporaryFolder();

        var result = await ChaosAsync(folder.Path, "--rounds", "2", "--broker-rounds", "1", "--seed", "15", "--pictures", Number(Pictures));

        result.Succeeded();
        var rounds = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1];
        Assert.Equal(3, rounds.Length);
        var killed = new List<string>();
        foreach (var round in rounds)
        {
            using var row = JsonDocument.Parse(round);
            Assert.Equal(Pictures, row.RootElement.GetProperty("sent").GetInt32());
            Assert.Equal(Pictures, row.RootElement.GetProperty("held").GetInt32());
            Assert.Equal(Pictures, row.RootElement.GetProperty("once").GetInt32());
            Assert.All(row.RootElement.GetProperty("found").EnumerateArray(), found => Assert.Equal(Pictures, found.GetInt32()));
            killed.AddRange(row.RootElement.GetProperty("killed").EnumerateArray().Select(who => who.GetString()!.Split(' ')[0].TrimEnd('0', '1')));
        }

        Assert.All(["worker", "serve", "broker"], who => Assert.Contains(who, killed));
        Assert.Contains("nothing is wrong", rounds[^1], StringComparison.Ordinal);
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
