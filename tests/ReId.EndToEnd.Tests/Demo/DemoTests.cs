using System.Text.Json;
using OpenCvSharp;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Demo;

/// <summary><c>./reid demo</c> on real footage: what a newcomer sees first.</summary>
public sealed class DemoTests : IClassFixture<DemoFixture>
{
    // Measured: 0.50 with the colour descriptor on vtest.avi at 2.5 frames/s, where most people come back as new tracklets.
    private const double OwnTrackletFloor = 0.42;

    private readonly DemoFixture _demo;

    public DemoTests(DemoFixture demo)
    {
        RealFootage.Require();
        _demo = demo;
    }

    private IEnumerable<JsonElement> Queries => _demo.Summary.GetProperty("queries").EnumerateArray();

    [Fact]
    public void Finds_people_in_the_video()
    {
        Assert.InRange(Count("frames"), 150, 1000);
        Assert.True(Count("detections") > Count("crops"));
        Assert.InRange(Count("tracklets"), 8, 200);
        Assert.InRange(Count("crops"), 30, 2000);
        Assert.Equal(Count("crops"), Count("indexed"));
        Assert.Equal(0, Count("skipped"));
        Assert.InRange(Count("clusters"), 1, Count("tracklets"));
    }

    [Fact]
    public void Times_every_stage_in_seconds()
    {
        var timings = _demo.Summary.GetProperty("timings");
        Assert.All(
            ["decode", "detect", "track", "crop", "publish", "embed", "index", "ingest", "query", "cluster", "pictures", "total"],
            stage => Assert.True(timings.GetProperty(stage).GetDouble() >= 0, stage));
        Assert.True(timings.GetProperty("total").GetDouble() > timings.GetProperty("query").GetDouble());
    }

    [Fact]
    public void Asks_at_least_three_queries_and_never_finds_the_query_crop_itself()
    {
        Assert.True(Queries.Count() >= 3);
        Assert.All(Queries, query =>
        {
            var probe = query.GetProperty("crop").GetGuid();
            Assert.NotEmpty(Matches(query));
            Assert.DoesNotContain(probe, Matches(query).Select(match => match.GetProperty("crop").GetGuid()));
        });
    }

    [Fact]
    public void The_best_match_comes_from_the_querys_own_tracklet_when_that_has_other_crops()
    {
        Assert.All(
            Queries.Where(query => query.GetProperty("othersInTracklet").GetInt32() > 0),
            query => Assert.Equal(query.GetProperty("tracklet").GetGuid(), Matches(query)[0].GetProperty("tracklet").GetGuid()));
    }

    [Fact]
    public void The_share_over_all_crops_stands_beside_the_examples()
    {
        var confirmed = Count("ownTrackletFirst");
        var probes = Count("probes");
        Assert.InRange((double)confirmed / probes, OwnTrackletFloor, 1);
        Assert.Contains($"{confirmed} of {probes} (", _demo.Result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_are_ranked_cosine_similarities_of_one_camera_within_the_footage()
    {
        Assert.All(Queries, query =>
        {
            var scores = Matches(query).ConvertAll(match => match.GetProperty("score").GetSingle());
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.All(scores, score => Assert.InRange(score, -1f, 1f));
            Assert.All(Matches(query), match => Assert.Equal("vtest", match.GetProperty("camera").GetString()));
            Assert.All(Matches(query), match => Assert.InRange(
                (match.GetProperty("time").GetDateTimeOffset() - query.GetProperty("time").GetDateTimeOffset()).Duration(),
                TimeSpan.Zero, TimeSpan.FromSeconds(90)));
        });
    }

    [Fact]
    public void Draws_a_contact_sheet_for_each_query()
    {
        Assert.All(Queries, query =>
        {
            var file = Path.Combine(_demo.Folder, query.GetProperty("picture").GetString()!);
            using var sheet = Cv2.ImRead(file, ImreadModes.Color);
            Assert.False(sheet.Empty());
            Assert.True(sheet.Cols > 128 * (Matches(query).Count + 1), $"{file} is {sheet.Cols} pixels wide");
        });
    }

    [Fact]
    public async Task A_restart_finds_the_same()
    {
        Assert.True(_demo.Summary.GetProperty("sameAfterRestart").GetBoolean());
        var query = Queries.First();
        var json = Path.Combine(_demo.Folder, "again.json");

        var search = await Reid.RunAsync(
            "search", "--data", Path.Combine(_demo.Folder, "gallery"), "--crop", query.GetProperty("crop").GetString()!,
            "--k", $"{Matches(query).Count}", "--json", json);

        search.Succeeded();
        using var again = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal(
            Matches(query).Select(match => (match.GetProperty("crop").GetGuid(), match.GetProperty("score").GetSingle())),
            Matches(again.RootElement).Select(match => (match.GetProperty("crop").GetGuid(), match.GetProperty("score").GetSingle())));
    }

    [Fact]
    public void Prints_a_table_of_matches_the_clusters_and_the_timings()
    {
        Assert.All(
            ["query 1: crop ", "same tracklet", "clusters: ", "seconds: ", "summary.json"],
            piece => Assert.Contains(piece, _demo.Result.Output, StringComparison.Ordinal));
    }

    private static List<JsonElement> Matches(JsonElement query) => [.. query.GetProperty("matches").EnumerateArray()];

    private int Count(string name) => _demo.Summary.GetProperty(name).GetInt32();
}
