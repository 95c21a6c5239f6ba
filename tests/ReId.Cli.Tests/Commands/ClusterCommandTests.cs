using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class ClusterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Golden => [.. Directory
        .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests", "golden", "cluster"), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Golden))]
    public async Task A_golden_case_is_within_its_tolerance(string file) =>
        (await Reid.RunAsync("check", "--golden", RepositoryPaths.Golden($"cluster/{file}"))).Succeeded();

    [Fact]
    public async Task Features_labels_and_constraints_give_clusters_and_scores()
    {
        var (features, labels) = await WriteAsync();
        await File.WriteAllTextAsync(_folder.File("c.csv"), "a,b,kind\n0,1,cannot\n0,4,must\n", TestContext.Current.CancellationToken);

        (await Reid.RunAsync(
            "cluster", "--features", features, "--labels", labels, "--algorithm", "dbscan", "--eps", "0.5", "--min-samples", "2",
            "--out", _folder.File("clusters.csv"), "--json", _folder.File("r.json"))).Succeeded();
        var plain = await File.ReadAllTextAsync(_folder.File("clusters.csv"), TestContext.Current.CancellationToken);
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("r.json"), TestContext.Current.CancellationToken)).RootElement;
        (await Reid.RunAsync(
            "cluster", "--features", features, "--algorithm", "dbscan", "--eps", "0.5", "--min-samples", "2",
            "--constraints", _folder.File("c.csv"), "--out", _folder.File("clusters.csv"))).Succeeded();
        var constrained = await File.ReadAllTextAsync(_folder.File("clusters.csv"), TestContext.Current.CancellationToken);

        Assert.Equal("index,cluster\n0,0\n1,0\n2,1\n3,1\n4,-1\n", plain);
        Assert.Equal((2, 1), (json.GetProperty("clusters").GetInt32(), json.GetProperty("noise").GetInt32()));
        Assert.All(["ari", "nmi", "bcubedF", "pairwiseF", "vMeasure", "purity"], name => Assert.Equal(1, json.GetProperty(name).GetDouble(), 9));
        Assert.Equal("index,cluster\n0,0\n1,1\n2,2\n3,2\n4,0\n", constrained);
    }

    [Fact]
    public async Task Cameras_come_from_a_file_with_that_column()
    {
        var (features, labels) = await WriteAsync();
        await File.WriteAllTextAsync(_folder.File("short.csv"), "camera\n1\n", TestContext.Current.CancellationToken);
        string[] words = ["cluster", "--features", features, "--algorithm", "dbscan", "--eps", "0.5", "--min-samples", "2", "--out", _folder.File("o.csv")];

        (await Reid.RunAsync([.. words, "--cameras", labels])).Succeeded();
        (await Reid.RunAsync([.. words, "--cameras", _folder.File("short.csv")])).IsFailure("1 cameras", "5 rows");
        Assert.StartsWith("index,cluster\n0,0\n", await File.ReadAllTextAsync(_folder.File("o.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var (features, labels) = await WriteAsync();
        var output = _folder.File("o.csv");
        await File.WriteAllTextAsync(_folder.File("short.csv"), "identity,camera\nx,1\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("bad.csv"), "a,b,kind\n0,1,must\n0,1,cannot\n", TestContext.Current.CancellationToken);

        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--algorithm", "magic")).IsWrongUsage("--algorithm", "magic", "dbscan");
        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--eps", "-1")).IsWrongUsage("--eps");
        (await Reid.RunAsync("cluster", "--features", features, "--labels", _folder.File("short.csv"), "--out", output)).IsFailure("1 labels", "5 rows");
        (await Reid.RunAsync("cluster", "--features", features, "--constraints", _folder.File("bad.csv"), "--out", output)).IsFailure("line 3", "earlier constraint");
        (await Reid.RunAsync("cluster", "--features", _folder.File("lost.npy"), "--labels", labels, "--out", output)).IsFailure("--features", "does not exist");
    }

    private async Task<(string Features, string Labels)> WriteAsync()
    {
        // A .npy file by hand: magic, version, length of the header, header, values.
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (5, 2), }".PadRight(117) + "\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header),
            .. new[] { 1f, 0, 1.1f, 0, 5, 5, 5.1f, 5, -9, 9 }.SelectMany(BitConverter.GetBytes)];
        await File.WriteAllBytesAsync(_folder.File("f.npy"), bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("l.csv"), "identity,camera\na,1\na,2\nb,1\nb,2\nc,1\n", TestContext.Current.CancellationToken);
        return (_folder.File("f.npy"), _folder.File("l.csv"));
    }
}
