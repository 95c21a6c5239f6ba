using System.Net.Http.Json;
using ReId.Cli.Tests.Support;
using ReId.Index.Identities;

namespace ReId.Cli.Tests.Serving;

/// <summary>A run whose settings are out of their range is refused before it begins, by the names of its fields.</summary>
public sealed class ClusteringSettingTests : ServiceTest
{
    [Fact]
    public async Task What_is_out_of_its_range_is_named_as_the_field_of_the_request()
    {
        await using var server = await StartAsync(api => api with { Identities = api.Identities with { Settings = new RunSettings { ExactUpTo = 1 } } });
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "yard");

        foreach (var (body, sentence) in new (object, string)[]
        {
            (new { eps = 1.5 }, "'eps' is at most 1 with the Jaccard distance, not 1.5: no two are farther apart than 1."),
            (new { eps = -1 }, "'eps' is a distance of at least 0, not -1."),
            (new { minSamples = 0 }, "'minSamples' is at least 1, not 0."),
            (new { minSize = 0 }, "'minSize' is at least 1, not 0."),
            (new { k1 = 5, k2 = 7 }, "'k1' is 1 to 1000 and 'k2' from 1 to 'k1' + 1, not 5 and 7."),
            (new { minTracklets = 0 }, "'minTracklets' must be at least 1, not 0."),
            (new { algorithm = "hdbscan", distance = "cosine", minSamples = 2000 }, "'minSamples' is at most 1000 with hdbscan, not 2000."),
            (new { algorithm = "dbscan", distance = "cosine", minSamples = 2000 },
                "'minSamples' is at most 1000 where there are more rows (2) than are compared with all others (1), not 2000: lower it."),
        })
        {
            var problem = await TestServer.JsonAsync(await server.Operator.PostAsJsonAsync("/v1/clustering/runs", body, Token), 400);
            Assert.Equal(sentence, problem.GetProperty("detail").GetString());
        }

        // None of them began.
        var runs = await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/clustering/runs", Token));
        Assert.Equal(0, runs.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_goes_with_as_many_crops_as_there_are_runs()
    {
        await using var server = await StartAsync();
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "yard");

        foreach (var body in new object[] { new { eps = 1 }, new { algorithm = "dbscan", distance = "cosine", minSamples = 2000 } })
        {
            var run = await TestServer.JsonAsync(await server.Operator.PostAsJsonAsync("/v1/clustering/runs", body, Token), 202);
            Assert.Equal("finished", (await server.FinishedAsync(run)).GetProperty("state").GetString());
        }
    }
}
