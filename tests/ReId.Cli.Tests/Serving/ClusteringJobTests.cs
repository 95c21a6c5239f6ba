using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>The nightly run: its schedule, what it does, and what becomes of it when the server ends.</summary>
public sealed class ClusteringJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_schedule_begins_a_run_at_its_hour_of_local_time()
    {
        await using var server = await TestServer.StartAsync(api => api with { Identities = api.Identities with { ClusterAt = new TimeOnly(2, 0) } });
        await TwoAsync(server);
        var scheduler = await server.Server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        var triggers = await scheduler.GetTriggers([new TriggerKey("nightly", "clustering")], Token);
        var trigger = Assert.Single(triggers);
        Assert.Equal(new TimeOnly(2, 0), TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(trigger.NextFireTimeUtc!.Value, TimeZoneInfo.Local).TimeOfDay));
        await scheduler.TriggerJob(trigger.JobKey, cancellationToken: Token);
        var run = (await RunsAsync(server, 1))[0];
        Assert.Equal("finished", (await server.FinishedAsync(run)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Off_is_off()
    {
        await using var server = await TestServer.StartAsync(api => api with { Identities = api.Identities with { ClusterAt = null } });
        var state = await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/clustering", Token));
        Assert.Equal(JsonValueKind.Null, state.GetProperty("schedule").ValueKind);
        Assert.Equal(JsonValueKind.Null, state.GetProperty("nextRunAt").ValueKind);
    }

    [Fact]
    public async Task A_run_that_the_servers_end_cuts_off_is_made_good_at_the_next_start_but_only_once()
    {
        using var folder = new TemporaryFolder();
        Guid first;
        await using (var server = await TestServer.StartAsync(kept: folder))
        {
            await TwoAsync(server);
            var begun = await TestServer.JsonAsync(await server.Operator.PostAsJsonAsync("/v1/clustering/runs", new { distance = "cosine", eps = 0.3 }, Token), 202);
            first = begun.GetProperty("runId").GetGuid();
            await server.FinishedAsync(begun);
        }

        await KillAsync(folder);

        await using (var server = await TestServer.StartAsync(kept: folder))
        {
            var runs = await RunsAsync(server, 2);
            Assert.Equal("interrupted", runs[1].GetProperty("state").GetString());
            var again = await server.FinishedAsync(runs[0]);
            Assert.Equal("finished", again.GetProperty("state").GetString());
            Assert.Equal(first, again.GetProperty("report").GetProperty("resumes").GetGuid());
            Assert.Equal(0.3, again.GetProperty("report").GetProperty("settings").GetProperty("eps").GetDouble());
        }

        await KillAsync(folder);

        await using (var server = await TestServer.StartAsync(kept: folder))
        {
            Assert.Equal(2, (await RunsAsync(server, 2)).Count);
            var state = await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/clustering", Token));
            Assert.Equal(JsonValueKind.Null, state.GetProperty("running").ValueKind);
        }
    }

    [Fact]
    public async Task A_run_that_does_not_work_cannot_be_stopped()
    {
        await using var server = await TestServer.StartAsync();
        await TwoAsync(server);
        await server.ClusterAsync();
        var run = (await RunsAsync(server, 1))[0].GetProperty("runId").GetGuid();
        Assert.Equal(HttpStatusCode.Conflict, (await server.Operator.DeleteAsync($"/v1/clustering/runs/{run}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Operator.DeleteAsync($"/v1/clustering/runs/{Guid.NewGuid()}", Token)).StatusCode);
    }

    /// <summary>Leaves every run that ended as a process does that is killed while it works.</summary>
    private static async Task KillAsync(TemporaryFolder folder)
    {
        await using var database = new SqliteConnection($"Data Source={folder.File("gallery", "gallery.db")};Pooling=False");
        await database.OpenAsync(Token);
        await using var command = database.CreateCommand();
        command.CommandText = "update cluster_runs set state = 'running', finished_at = null where state = 'finished'";
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private static async Task TwoAsync(TestServer server)
    {
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "yard");
    }

    private static async Task<List<JsonElement>> RunsAsync(TestServer server, int least)
    {
        while (true)
        {
            var page = await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/clustering/runs", Token));
            if (page.GetProperty("items").GetArrayLength() >= least)
            {
                return [.. page.GetProperty("items").EnumerateArray()];
            }

            await Task.Delay(20, Token);
        }
    }
}
