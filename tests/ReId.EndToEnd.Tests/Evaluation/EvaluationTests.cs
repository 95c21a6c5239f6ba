using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Evaluation;

/// <summary><c>./reid eval</c> and <c>./reid check</c> as a user runs them.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_set_is_embedded_and_scored()
    {
        var root = RepositoryPaths.FindInShared("data/market1501-mini");
        string[] data = root is not null ? ["--dataset", "market1501", "--root", root] : ["--dataset", "csv", "--root", GeneratedSet()];

        var result = await Reid.RunAsync(["eval", .. data, "--weights", "colour", "--rerank", "--json", _folder.File("r.json")]);

        result.Succeeded();
        Assert.Contains("rank-1", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"mAP\"", await File.ReadAllTextAsync(_folder.File("r.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Golden_files_are_checked()
    {
        var folder = Path.Combine(RepositoryPaths.Root, "tests", "golden");
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "eval")), .. Directory.EnumerateFiles(Path.Combine(folder, "rerank"))];

        var result = await Reid.RunAsync(["check", "--golden", .. files]);

        result.Succeeded();
        Assert.EndsWith($"{files.Length} of {files.Length} cases within tolerance\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_is_fitted_and_written()
    {
        GeneratedFootage.Folder(_folder.File("pictures"), people: 8, each: 3);
        var rows = Directory.EnumerateFiles(_folder.File("pictures")).Order(StringComparer.Ordinal)
            .Select(path => $"{path},{Path.GetFileName(path)[..2]},,test,1,1");
        File.WriteAllLines(_folder.File("set.csv"), rows.Prepend("path,identity,camera,split,is_query,is_gallery"));

        var result = await Reid.RunAsync(
            ["calibrate", "--dataset", "csv", "--root", _folder.File("set.csv"), "--no-cameras", "--weights", "colour", "--out", _folder.File("c.json")]);

        result.Succeeded();
        Assert.Contains("expected calibration error on held-out identities: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"logLikelihoodRatios\"", await File.ReadAllTextAsync(_folder.File("c.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private string GeneratedSet()
    {
        GeneratedFootage.Folder(_folder.File("pictures"), people: 3, each: 2);
        var rows = Directory.EnumerateFiles(_folder.File("pictures")).Order(StringComparer.Ordinal)
            .Select((path, i) => $"{path},{Path.GetFileName(path)[..2]},{i % 2},test,1,1");
        File.WriteAllLines(_folder.File("set.csv"), rows.Prepend("path,identity,camera,split,is_query,is_gallery"));
        return _folder.File("set.csv");
    }
}
