using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Features_are_scored_and_the_json_has_the_promised_keys()
    {
        var result = (await RunOnFeaturesAsync("--json", _folder.File("r.json"))).Succeeded();

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("r.json"), TestContext.Current.CancellationToken));
        var root = json.RootElement;
        Assert.Equal(0.75, root.GetProperty("mAP").GetDouble());
        Assert.Equal(0.75, root.GetProperty("mINP").GetDouble());
        Assert.Equal(0.5, root.GetProperty("rank1").GetDouble());
        Assert.Equal(1, root.GetProperty("rank5").GetDouble());
        Assert.Equal(1, root.GetProperty("rank10").GetDouble());
        Assert.Equal(1, root.GetProperty("rank20").GetDouble());
        Assert.Equal("1e-04 1e-03 1e-02 1e-01", string.Join(' ', root.GetProperty("tprAtFpr").EnumerateObject().Select(p => p.Name)));
        Assert.Equal(3, root.GetProperty("queries").GetInt32());
        Assert.Equal(1, root.GetProperty("queriesWithoutMatch").GetInt32());
        Assert.Equal(1, root.GetProperty("junkDropped").GetInt32());
        Assert.Equal(0.95, root.GetProperty("confidence").GetDouble());
        Assert.Equal(2, root.GetProperty("intervals").GetProperty("rank1").GetArrayLength());
        Assert.Equal("euclidean", root.GetProperty("protocol").GetProperty("metric").GetString());
        Assert.Contains("3 queries, 1 of them without a match", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"rank-1\s+0\.5000\s+0\.0000 – 1\.0000", result.Out);
    }

    [Fact]
    public async Task Re_ranking_and_query_expansion_are_named_in_the_protocol()
    {
        var result = (await RunOnFeaturesAsync("--rerank", "--k1", "2", "--k2", "1", "--query-expansion", "1", "--alpha", "2")).Succeeded();

        Assert.Contains("re-ranked with k1 2, k2 1, lambda 0.3", result.Out, StringComparison.Ordinal);
        Assert.Contains("expanded by 1, alpha 2", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_identities_is_scored_as_image_retrieval()
    {
        Pictures.Folder(_folder.File("set", "red"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Red, Pictures.Grey));
        Pictures.Folder(_folder.File("set", "blue"), DateTime.UtcNow, (Pictures.Blue, Pictures.Grey), (Pictures.Blue, Pictures.Grey));

        var result = (await Reid.RunAsync(
            "eval", "--dataset", "folder", "--root", _folder.File("set"), "--weights", "colour", "--json", _folder.File("r.json"))).Succeeded();

        Assert.Matches(@"Recall@1\s+1\.0000", result.Out);
        Assert.Matches(@"mAP@R\s+1\.0000", result.Out);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("r.json"), TestContext.Current.CancellationToken));
        Assert.Equal(1, json.RootElement.GetProperty("recallAt").GetProperty("8").GetDouble());
        Assert.Equal("colour-1", json.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Saved_features_are_read_again()
    {
        await CsvSetAsync("1", "2");

        var direct = (await Reid.RunAsync(
            "eval", "--dataset", "csv", "--root", _folder.File("set.csv"), "--save-features", _folder.File("saved"))).Succeeded();
        var read = (await Reid.RunAsync(
            "eval",
            "--query-features", _folder.File("saved", "query.npy"), "--query-labels", _folder.File("saved", "query.csv"),
            "--gallery-features", _folder.File("saved", "gallery.npy"), "--gallery-labels", _folder.File("saved", "gallery.csv"))).Succeeded();

        Assert.Equal(Line(direct.Out, "mAP"), Line(read.Out, "mAP"));
    }

    [Theory]
    [InlineData("--json", "r.json")]
    [InlineData("--save-features", "saved")]
    public async Task What_cannot_be_written_is_found_before_the_work(string option, string name)
    {
        await CsvSetAsync("1", "2");
        File.Delete(_folder.File("pictures", "000.png"));
        await File.WriteAllTextAsync(_folder.File("file"), "", TestContext.Current.CancellationToken);

        var result = await Reid.RunAsync(
            "eval", "--dataset", "csv", "--root", _folder.File("set.csv"), option, _folder.File("file", name));

        result.IsFailure(name, "cannot be written");
        Assert.DoesNotContain("skipped", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_listed_twice_is_refused()
    {
        await CsvSetAsync("1", "2");
        await File.AppendAllTextAsync(
            _folder.File("set.csv"), "./pictures/000.png,a,3,test,0,1\n", TestContext.Current.CancellationToken);

        (await Reid.RunAsync("eval", "--dataset", "csv", "--root", _folder.File("set.csv")))
            .IsFailure("set.csv, line 4", "in the gallery already");
    }

    [Fact]
    public async Task Missing_cameras_are_a_failure_unless_they_are_left_out()
    {
        await CsvSetAsync("1", "");

        (await Reid.RunAsync("eval", "--dataset", "csv", "--root", _folder.File("set.csv")))
            .IsFailure("set.csv, line 3", "camera is missing", "--no-cameras");
        (await Reid.RunAsync("eval", "--dataset", "csv", "--root", _folder.File("set.csv"), "--no-cameras")).Succeeded();
    }

    [Fact]
    public async Task No_valid_query_is_a_failure()
    {
        await CsvSetAsync("1", "1");

        (await Reid.RunAsync("eval", "--dataset", "csv", "--root", _folder.File("set.csv"), "--json", _folder.File("r.json")))
            .IsFailure("None of the 2 queries has a match");
        Assert.False(File.Exists(_folder.File("r.json")));
    }

    [Theory]
    [InlineData("--dataset is missing")]
    [InlineData("--root is missing", "--dataset", "csv")]
    [InlineData("'imagenet' is unknown", "--dataset", "imagenet", "--root", ".")]
    [InlineData("--query-labels is missing", "--query-features", "q.npy")]
    [InlineData("exclude each other", "--query-features", "q.npy", "--dataset", "csv")]
    [InlineData("--k1 needs --rerank", "--k1", "5")]
    [InlineData("--alpha needs --query-expansion", "--alpha", "5")]
    [InlineData("--lambda must be from 0 to 1, not 2", "--rerank", "--lambda", "2")]
    [InlineData("--metric must be euclidean or cosine", "--metric", "manhattan")]
    [InlineData("--ap must be standard or trapezoidal", "--ap", "pascal")]
    [InlineData("--query-expansion must be 0 or more", "--query-expansion", "-1")]
    public async Task A_wrong_command_line_is_explained(string words, params string[] args)
    {
        if (args is ["--query-features", var name, ..])
        {
            args[1] = Matrix(name, [[1]]);
        }

        (await Reid.RunAsync(["eval", .. args])).IsWrongUsage(words);
    }

    [Fact]
    public async Task A_missing_root_is_a_failure() =>
        (await Reid.RunAsync("eval", "--dataset", "market1501", "--root", _folder.File("lost"))).IsFailure("lost", "does not exist", "query/");

    private static string Line(string text, string word) =>
        text.Split('\n').First(line => line.TrimStart().StartsWith(word, StringComparison.Ordinal));

    private Task<ReidResult> RunOnFeaturesAsync(params string[] more)
    {
        string[] args =
        [
            "eval",
            "--query-features", Matrix("q.npy", [[1, 0], [0, 1], [1, 1]]), "--query-labels", Text("q.csv", "identity,camera\n1,1\n2,1\n3,1\n"),
            "--gallery-features", Matrix("g.npy", [[1, 0], [0, 1], [0.1f, 0.9f], [1, 0]]),
            "--gallery-labels", Text("g.csv", "identity,camera\n1,2\n4,2\n2,2\n-1,2\n"),
            .. more,
        ];
        return Reid.RunAsync(args);
    }

    private async Task CsvSetAsync(string firstCamera, string secondCamera)
    {
        var day = DateTime.UtcNow;
        Pictures.Folder(_folder.File("pictures"), day, (Pictures.Red, Pictures.Grey), (Pictures.Red, Pictures.Green));
        await File.WriteAllTextAsync(
            _folder.File("set.csv"),
            $"path,identity,camera,split,is_query,is_gallery\npictures/000.png,a,{firstCamera},test,1,1\npictures/001.png,a,{secondCamera},test,1,1\n",
            TestContext.Current.CancellationToken);
    }

    private string Text(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private string Matrix(string name, float[][] rows)
    {
        using var writer = new NpyWriter(_folder.File(name), rows[0].Length);
        Array.ForEach(rows, row => writer.Append(row));
        writer.Commit();
        return _folder.File(name);
    }
}
