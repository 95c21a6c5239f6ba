using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using static ReId.Cli.Tests.Serving.IdentityRequests;

namespace ReId.Cli.Tests.Serving;

/// <summary>Identities as somebody with a browser works with them: three people, each before three cameras.</summary>
public class IdentityApiTests : ServiceTest
{
    [Fact]
    public async Task A_run_finds_everybody_says_what_it_changed_and_is_undone()
    {
        await using var server = await StartAsync(api => api with { Identities = api.Identities with { ClusterAt = new TimeOnly(3, 30) } });
        await PeopleAsync(server);
        await server.ClusterAsync();
        var runs = Items(await GetAsync(server, "/v1/clustering/runs"));
        var run = await GetAsync(server, $"/v1/clustering/runs/{Id(runs.Single(), "runId")}");
        Assert.Equal((9, 3, 3), (run.GetProperty("report").GetProperty("crops").GetInt32(), run.GetProperty("report").GetProperty("clusters").GetInt32(), run.GetProperty("identities").GetArrayLength()));
        Assert.All(run.GetProperty("identities").EnumerateArray(), identity =>
        {
            Assert.True(identity.GetProperty("created").GetBoolean());
            Assert.Equal((3, 0), (identity.GetProperty("gained").GetInt32(), identity.GetProperty("lost").GetInt32()));
        });
        var state = await GetAsync(server, "/v1/clustering");
        Assert.Equal("03:30", state.GetProperty("schedule").GetString());
        Assert.True(state.GetProperty("nextRunAt").GetDateTimeOffset() > DateTimeOffset.UtcNow);

        var people = Items(await GetAsync(server, "/v1/identities?order=largest&limit=2"));
        Assert.Equal(2, people.Count);
        Assert.All(people, person => Assert.Equal(["east", "north", "south"], person.GetProperty("cameras").EnumerateArray().Select(camera => camera.GetString())));
        var page = await GetAsync(server, "/v1/identities?order=oldest&limit=2");
        var rest = await GetAsync(server, $"/v1/identities?order=oldest&limit=2&cursor={page.GetProperty("next").GetString()}");
        Assert.Equal(3, Items(page).Concat(Items(rest)).Select(person => Id(person, "identityId")).Distinct().Count());

        var undo = await PostAsync(server, $"/v1/changes/{Id(run, "runId")}/undo", null);
        Assert.Equal(9, undo.GetProperty("crops").GetInt32());
        Assert.Empty(Items(await GetAsync(server, "/v1/identities")));
        Assert.Equal(Id(undo, "operationId"), Id(await GetAsync(server, $"/v1/clustering/runs/{Id(run, "runId")}"), "undoneBy"));
        Assert.Equal(HttpStatusCode.Conflict, (await server.Operator.PostAsync($"/v1/changes/{Id(run, "runId")}/undo", null, Token)).StatusCode);
    }

    [Fact]
    public async Task What_operators_say_holds_over_the_next_run_stands_in_the_history_and_goes_back_in_one_step()
    {
        await using var server = await StartAsync();
        await PeopleAsync(server);
        await server.ClusterAsync();
        var people = Items(await GetAsync(server, "/v1/identities?order=oldest")).ConvertAll(person => Id(person, "identityId"));
        var anna = await TestServer.JsonAsync(await server.Operator.PatchAsJsonAsync($"/v1/identities/{people[0]}", new { name = " Anna ", hidden = true }, Token));
        Assert.Equal(("Anna", true), (anna.GetProperty("name").GetString(), anna.GetProperty("hidden").GetBoolean()));
        Assert.Empty(Items(await GetAsync(server, "/v1/identities?q=ann")));
        Assert.Single(Items(await GetAsync(server, "/v1/identities?q=ann&hidden=true")));

        var members = await MembersAsync(server, people[0]);
        var merge = await PostAsync(server, "/v1/identities/merge", new { into = people[0], from = new[] { people[1] } });
        Assert.Equal(("merge", 3), (merge.GetProperty("kind").GetString(), merge.GetProperty("crops").GetInt32()));
        Assert.Equal(people[0], Id(await GetAsync(server, $"/v1/identities/{people[1]}"), "identityId"));
        var split = await PostAsync(server, $"/v1/identities/{people[0]}/split", new { cropIds = members[..1] });
        var fresh = Id(split, "identityId");
        var reject = await PostAsync(server, $"/v1/identities/{people[0]}/reject", new { cropIds = members[1..2] });
        var confirm = await PostAsync(server, $"/v1/identities/{people[2]}/confirm", new { cropIds = members[1..2] });
        await server.ClusterAsync();
        Assert.Equal(members[..1], await MembersAsync(server, fresh));
        Assert.Contains(members[1], await MembersAsync(server, people[2]));
        Assert.Equal(4, (await MembersAsync(server, people[0])).Length);

        var history = Items(await GetAsync(server, $"/v1/identities/{people[0]}/history"));
        Assert.Equal(["reject", "split", "merge", "hide", "name", "run"], history.Where(entry => entry.GetProperty("kind").GetString() != "confirm").Select(entry => entry.GetProperty("kind").GetString()).Distinct());
        Assert.Equal("Operator", history[0].GetProperty("actor").GetString());
        var detail = await GetAsync(server, $"/v1/changes/{Id(merge, "operationId")}");
        var gone = detail.GetProperty("identities").EnumerateArray().Single(effect => Id(effect, "identityId") == people[1]);
        Assert.Equal((people[0], 3), (Id(gone, "mergedInto"), gone.GetProperty("lost").GetInt32()));

        // What a later decision stands on is refused; without it the way back is free.
        var refused = await server.Operator.PostAsJsonAsync($"/v1/changes/{Id(reject, "operationId")}/undo", new { }, Token);
        Assert.Contains("undo that one first", (await TestServer.JsonAsync(refused, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var step in (JsonElement[])[confirm, reject, split, merge])
        {
            await PostAsync(server, $"/v1/changes/{Id(step, "operationId")}/undo", null);
        }

        Assert.Equal(members, await MembersAsync(server, people[0]));
        Assert.Equal(3, (await MembersAsync(server, people[1])).Length);
    }

    [Fact]
    public async Task A_search_finds_and_groups_by_identity_and_a_watch_follows_one()
    {
        await using var server = await StartAsync();
        await PeopleAsync(server);
        await server.ClusterAsync();
        var person = Items(await GetAsync(server, "/v1/identities?order=oldest"))[0];
        var id = Id(person, "identityId");
        await server.Operator.PatchAsJsonAsync($"/v1/identities/{id}", new { name = "Anna" }, Token);
        var members = await MembersAsync(server, id);
        var grouped = await server.SearchAsync(new { cropId = members[0], groupBy = "identity" });
        Assert.Equal(3, TestServer.CropsOf(grouped).Length);
        Assert.Equal("Anna", grouped.GetProperty("items")[0].GetProperty("crop").GetProperty("identityName").GetString());
        Assert.Equal(6, TestServer.CropsOf(await server.SearchAsync(new { identityId = id, k = 20 })).Length);
        Assert.Equal(2, TestServer.CropsOf(await server.SearchAsync(new { cropId = members[0], identities = new[] { id } })).Length);
        Assert.Equal(6, TestServer.CropsOf(await server.SearchAsync(new { cropId = members[0], excludeIdentities = new[] { id } })).Length);
        Assert.Equal(3, Items(await GetAsync(server, $"/v1/crops?identityId={id}")).Count);

        var watch = await TestServer.JsonAsync(await server.Operator.PostAsJsonAsync("/v1/watches", new { name = "Anna", identityId = id, threshold = 0.9 }, Token), 201);
        var coat = await CoatAsync(server, members[0]);
        var seen = await server.EnrolAsync(Pictures.Person(coat, Pictures.Grey), "west");
        JsonElement hits;
        do
        {
            await Task.Delay(20, Token);
            hits = await GetAsync(server, $"/v1/watches/{Id(watch, "watchId")}/hits");
        }
        while (Items(hits).Count == 0);
        Assert.Equal(seen, Id(Items(hits)[0].GetProperty("crop"), "cropId"));

        // Between runs it has joined the identity that it looks like.
        var joined = Items(await GetAsync(server, $"/v1/identities/{id}/crops")).Single(member => Id(member.GetProperty("crop"), "cropId") == seen);
        Assert.Equal(("online", false), (joined.GetProperty("origin").GetString(), joined.GetProperty("decided").GetBoolean()));
        Assert.True(joined.GetProperty("score").GetDouble() > 0.9);
        var timeline = await GetAsync(server, $"/v1/identities/{id}/timeline");
        Assert.Equal(["east", "north", "south", "west"], timeline.GetProperty("visits").EnumerateArray().Select(visit => visit.GetProperty("camera").GetString()).Order());
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_one_sentence_and_the_audit_log_holds_ids_only()
    {
        await using var server = await StartAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Operator.PostAsJsonAsync("/v1/clustering/runs", new { }, Token)).StatusCode);
        await PeopleAsync(server);
        var id = await server.ClusterAsync();
        var members = await MembersAsync(server, id);
        foreach (var (path, body, status) in new (string, object, int)[]
        {
            ($"/v1/identities/{Guid.NewGuid()}/confirm", new { cropIds = members }, 404),
            ($"/v1/identities/{id}/confirm", new { cropIds = new[] { Guid.NewGuid() } }, 404),
            ($"/v1/identities/{id}/confirm", new { cropIds = Array.Empty<Guid>() }, 400),
            ($"/v1/identities/{id}/split", new { cropIds = members }, 422),
            ("/v1/identities/merge", new { into = id, from = new[] { id } }, 422),
            ("/v1/identities/merge", new { from = new[] { id } }, 400),
            ($"/v1/changes/{Guid.NewGuid()}/undo", new { }, 404),
            ("/v1/clustering/runs", new { eps = -1 }, 400),
            ("/v1/clustering/runs", new { algorithm = "magic" }, 400),
        })
        {
            var answer = await server.Operator.PostAsJsonAsync(path, body, Token);
            var problem = await TestServer.JsonAsync(answer, status);
            Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await server.Operator.PatchAsJsonAsync($"/v1/identities/{id}", new { name = "" }, Token)).StatusCode);
        await server.Operator.PatchAsJsonAsync($"/v1/identities/{id}", new { name = "Anna Secret" }, Token);
        var audit = await (await server.Admin.GetAsync("/v1/audit", Token)).Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("Secret", audit, StringComparison.Ordinal);
        Assert.All(["identity.name", "clustering.start"], action => Assert.Contains(action, audit, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_crop_that_is_deleted_leaves_its_identity_and_what_was_decided_about_it()
    {
        await using var server = await StartAsync();
        await PeopleAsync(server);
        var id = await server.ClusterAsync();
        var members = await MembersAsync(server, id);
        await PostAsync(server, $"/v1/identities/{id}/confirm", new { cropIds = members });
        await server.Operator.DeleteAsync($"/v1/crops/{members[0]}", Token);
        Assert.Equal(members[1..], await MembersAsync(server, id));
        Assert.Equal(2, (await GetAsync(server, $"/v1/identities/{id}")).GetProperty("crops").GetInt32());
        await server.ClusterAsync();
        Assert.Equal(members[1..], await MembersAsync(server, id));
        Assert.DoesNotContain(members[0], TestServer.CropsOf(await server.SearchAsync(new { identityId = id, k = 20 })));
    }
}
