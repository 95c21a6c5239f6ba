using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Output;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>What a similarity means, by a calibration beside the model: over HTTP and on the command line.</summary>
public sealed class ProbabilityTests(CalibratedModel model) : IClassFixture<CalibratedModel>, IDisposable
{
    private const int People = 12;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_answer_states_what_the_calibration_says_and_leaves_out_what_is_below_the_least()
    {
        await using var server = await TestServer.StartAsync(weights: model.Weights);
        var crops = new List<Guid>();
        foreach (var picture in Directory.GetFiles(PicturesFolder()).Order(StringComparer.Ordinal))
        {
            crops.Add(await server.EnrolAsync(await File.ReadAllBytesAsync(picture, Token), crops.Count % 2 == 0 ? "gate" : "yard"));
        }

        // 1. Each probability is the calibration's at that score.
        var all = Hits(await server.SearchAsync(new { cropId = crops[0], k = People }));
        Assert.Equal(People - 1, all.Count);
        Assert.All(all, hit => Assert.Equal(model.Calibration.Probability(hit.Score), hit.Probability, 1e-9));

        // 2. What is below is left out, whichever way is searched, and pages go on to the last that is not.
        var least = Between(all.ConvertAll(hit => hit.Probability));
        var expected = all.Where(hit => hit.Probability >= least).Select(hit => hit.Crop).ToList();
        Assert.Equal(expected, Hits(await server.SearchAsync(new { cropId = crops[0], k = People, minProbability = least })).Select(hit => hit.Crop));
        var paged = new List<Guid>();
        for (object? body = new { cropId = crops[0], k = 2, minProbability = least }; body is not null;)
        {
            var page = await server.SearchAsync(body);
            paged.AddRange(TestServer.CropsOf(page));
            body = page.GetProperty("next").GetString() is { } cursor ? new { cursor } : null;
        }

        Assert.Equal(expected, paged);
        using var form = TestServer.Form(await server.Viewer.GetByteArrayAsync($"/v1/crops/{crops[0]}/image", Token), ("k", "50"), ("minProbability", JsonSerializer.Serialize(least)));
        var byPicture = Hits(await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token)));
        Assert.Equal(expected.Prepend(crops[0]).Order(), byPicture.Select(hit => hit.Crop).Order());
        var byCamera = Hits(await server.SearchAsync(new { cropId = crops[0], groupBy = "camera", minProbability = least }));
        Assert.All(byCamera, hit => Assert.Contains(hit.Crop, expected));
        Assert.Empty(Hits(await server.SearchAsync(new { cropId = crops[0], k = People, minProbability = 1 })));

        // 3. So do two pictures, and a watch.
        var verified = await TestServer.JsonAsync(await server.Viewer.PostAsJsonAsync("/v1/verify", new { cropId1 = crops[0], cropId2 = all[0].Crop }, Token));
        Assert.Equal(all[0].Probability, verified.GetProperty("probability").GetDouble(), 1e-6);
        var watch = await TestServer.JsonAsync(
            await server.Operator.PostAsJsonAsync("/v1/watches", new { name = "first", cropId = crops[0], minProbability = least }, Token), 201);
        var threshold = watch.GetProperty("threshold").GetDouble();
        Assert.Equal(expected, all.Where(hit => hit.Score >= threshold).Select(hit => hit.Crop));
    }

    [Fact]
    public async Task The_command_line_shows_it_and_leaves_out_the_same()
    {
        var data = _folder.File("gallery");
        (await Reid.RunAsync("ingest", PicturesFolder(), "--data", data, "--detector", "none", "--weights", model.Weights)).Succeeded();
        string[] search =
            ["search", "--data", data, "--image", Directory.GetFiles(PicturesFolder()).Order(StringComparer.Ordinal).First(), "--weights", model.Weights, "--k", "50"];

        var (all, told) = await MatchesAsync(search);
        Assert.Equal(People, all.Length);
        Assert.All(all, match => Assert.Equal(model.Calibration.Probability(match.Score), match.Probability!.Value, 1e-9));
        Assert.Contains(" same", told, StringComparison.Ordinal);

        var least = Between([.. all.Select(match => match.Probability!.Value)]);
        var (some, _) = await MatchesAsync([.. search, "--min-probability", JsonSerializer.Serialize(least)]);
        Assert.Equal(all.Where(match => match.Probability >= least), some);
        Assert.Contains("no match passes the filters", (await MatchesAsync([.. search, "--min-probability", "1"])).Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_says_what_is_missing()
    {
        var data = _folder.File("gallery");
        (await Reid.RunAsync("ingest", PicturesFolder(), "--data", data, "--detector", "none", "--weights", "colour")).Succeeded();
        string[] search = ["search", "--data", data, "--image", Directory.GetFiles(PicturesFolder())[0]];

        var without = await Reid.RunAsync([.. search, "--min-probability", "0.5"]);
        Assert.Equal(ExitCodes.Failure, without.Code);
        Assert.EndsWith("reid: --min-probability needs the calibration of a model: name the model's file with --weights.", without.Error.TrimEnd(), StringComparison.Ordinal);
        (await Reid.RunAsync([.. search, "--min-probability", "0.5", "--weights", "colour"])).IsFailure("needs a calibration of the model colour-1", "'./reid calibrate'");
        (await Reid.RunAsync([.. search, "--min-probability", "1.5"])).IsWrongUsage("--min-probability must be from 0 to 1, not 1.5");
        Assert.DoesNotContain(" same", (await Reid.RunAsync(search)).Succeeded().Out, StringComparison.Ordinal);
    }

    private string PicturesFolder()
    {
        // Other people than those that it was fitted on, and not two alike.
        var folder = _folder.File("pictures");
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            for (var i = 0; i < People; i++)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{i:00}.png"), Pictures.Person(
                    new OpenCvSharp.Scalar(20 + (19 * i), 240 - (17 * i), (53 * i) % 240), new OpenCvSharp.Scalar(30 + (5 * i), 90, 200 - (12 * i))));
            }
        }

        return folder;
    }

    /// <summary>A probability that some are above of and others below.</summary>
    private static double Between(List<double> probabilities)
    {
        var apart = probabilities.Distinct().Order().ToList();
        Assert.True(apart.Count >= 3, $"only {apart.Count} probabilities: {string.Join(' ', apart)}");
        return (apart[apart.Count / 2] + apart[(apart.Count / 2) - 1]) / 2;
    }

    private async Task<(MatchJson.Match[] Matches, string Told)> MatchesAsync(string[] search)
    {
        var json = _folder.File("matches.json");
        var told = (await Reid.RunAsync([.. search, "--json", json])).Succeeded().Out;
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, Token));
        return (document.RootElement.GetProperty("matches").Deserialize<MatchJson.Match[]>(MatchJson.Format)!, told);
    }

    private static List<(Guid Crop, float Score, double Probability)> Hits(JsonElement answer) =>
    [
        .. answer.GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("crop").GetProperty("cropId").GetGuid(), item.GetProperty("score").GetSingle(), item.GetProperty("probability").GetDouble())),
    ];
}
