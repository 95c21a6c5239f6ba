using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ReId.EndToEnd.Tests.Bus;
using ReId.EndToEnd.Tests.Serving;
using ReId.Index.Identities;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Clustering;

/// <summary>
/// The night's run killed with -9 while it works: nothing is changed, and what comes in its place ends as one that was
/// left in peace.
/// </summary>
public sealed class ClusteringKilledTests(ManyVectors vectors) : IClassFixture<ManyVectors>, IDisposable
{
    private const int Tries = 5;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("neighbours")]
    [InlineData("store")] // The transaction that changes identities.
    public async Task A_servers_run_is_made_good_at_the_next_start(string stage)
    {
        var (data, killed) = await KilledInAsync(stage);
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--rate", "1000000"))
        {
            var newest = await NewestAsync(server);
            Assert.Equal(killed, newest.GetProperty("report").GetProperty("resumes").GetGuid());
            var next = newest.GetProperty("runId").GetGuid();
            var finished = await UntilAsync(server, next, run => run.GetProperty("state").GetString() != "running");
            Assert.Equal("finished", finished.GetProperty("state").GetString());
            await server.StopAsync();
        }

        await IsAsInPeaceAsync(data, ClusterRunState.Interrupted, ClusterRunState.Finished);
    }

    [Fact]
    public async Task A_commands_run_goes_on_from_what_was_found()
    {
        var data = _folder.File("data");
        await vectors.CopyToAsync(data);
        using (var process = Part.Launch("memory", ["cluster", "--data", data]))
        {
            // The first neighbours are kept: those of the last rows, and all that comes after them, are still to do.
            await KeptAsync(data, process);
            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        var (runs, operations, together) = await ManyVectors.LookAsync(data);
        Assert.Equal(ClusterRunState.Running, Assert.Single(runs).State);
        Assert.Equal((0, 0), (operations, together.Count));

        (await Part.RunAsync("memory", "cluster", "--data", data)).Succeeded();

        Assert.False(Directory.Exists(Path.Combine(data, "clustering")));
        await IsAsInPeaceAsync(data, ClusterRunState.Interrupted, ClusterRunState.Finished);
    }

    /// <summary>
    /// A gallery whose server was killed in this stage of its run, and the run. Between our look and the kill the
    /// transaction may be committed: then there was nothing left to interrupt, and it is tried again from the start.
    /// </summary>
    private async Task<(string Data, Guid Run)> KilledInAsync(string stage)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var data = _folder.File($"data {attempt}");
            await vectors.CopyToAsync(data);
            Guid killed;
            await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--rate", "1000000"))
            {
                using var answer = await server.Client.PostAsJsonAsync("/v1/clustering/runs", new { modelId = ManyVectors.Model }, Token);
                killed = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("runId").GetGuid();
                await UntilAsync(server, killed, run => run.GetProperty("state").GetString() != "running" || IsIn(run, stage));
                await server.KillAsync();
            }

            var (runs, operations, together) = await ManyVectors.LookAsync(data);
            Assert.Equal(killed, Assert.Single(runs).RunId);
            if (operations == 0)
            {
                Assert.Equal((ClusterRunState.Running, 0), (runs[0].State, together.Count));
                return (data, killed);
            }

            // Too late: all of it is there, whether or not the run could still be noted as finished.
            Assert.Equal(1, operations);
            Assert.Contains(runs[0].State, new[] { ClusterRunState.Running, ClusterRunState.Finished });
            Assert.True(together.Count > ManyVectors.Crops / 2, $"{together.Count} crops in identities of a run that is committed");
        }

        throw new TimeoutException($"of {Tries} runs none was killed in the stage '{stage}' before its end");
    }

    private static bool IsIn(JsonElement run, string stage) => run.GetProperty("progress") is { ValueKind: JsonValueKind.Object } progress
        && progress.GetProperty("stage").GetString() == stage && progress.GetProperty("done").GetInt64() < progress.GetProperty("total").GetInt64();

    private async Task IsAsInPeaceAsync(string data, params ClusterRunState[] states)
    {
        var (runs, operations, together) = await ManyVectors.LookAsync(data);
        Assert.Equal(states, runs.Reverse().Select(run => run.State));
        Assert.Equal(1, operations);
        Assert.Equal(runs[0].Report.ChangedCrops, together.Count);

        var peaceful = await vectors.InPeaceAsync();
        Assert.Equal(runs[0].Report.Settings, peaceful.Run.Report.Settings);
        Assert.True(peaceful.Together.Count > ManyVectors.Crops / 2, $"{peaceful.Together.Count} crops in identities prove little");
        Assert.Equal(peaceful.Together.OrderBy(pair => pair.Key), together.OrderBy(pair => pair.Key));
    }

    private static async Task KeptAsync(string data, Process process)
    {
        var work = Path.Combine(data, "clustering");
        while (!Directory.Exists(work) || Directory.GetFiles(work, "block-*", SearchOption.AllDirectories).All(file => file.EndsWith(".part", StringComparison.Ordinal)))
        {
            Assert.False(process.HasExited, "the run ended before it could be killed");
            await Task.Delay(5, Token);
        }
    }

    private static async Task<JsonElement> NewestAsync(RunningServer server) =>
        (await server.Client.GetFromJsonAsync<JsonElement>("/v1/clustering/runs?limit=1", Token)).GetProperty("items")[0];

    private static async Task<JsonElement> UntilAsync(RunningServer server, Guid run, Func<JsonElement, bool> reached)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(3); await Task.Delay(5, Token))
        {
            var view = await server.Client.GetFromJsonAsync<JsonElement>($"/v1/clustering/runs/{run}", Token);
            if (reached(view))
            {
                return view;
            }
        }

        throw new TimeoutException("it was not reached within three minutes");
    }
}
