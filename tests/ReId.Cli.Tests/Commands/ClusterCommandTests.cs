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
        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--eps", "1.5")).IsWrongUsage("--eps is at most 1 with the Jaccard distance, not 1.5");
        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--algorithm", "hdbscan", "--distance", "cosine", "--min-samples", "2000"))
            .IsWrongUsage("--min-samples is at most 1000 with hdbscan, not 2000");
        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--algorithm", "dbscan", "--min-samples", "2000", "--exact-up-to", "4"))
            .IsWrongUsage("--min-samples is at most 1000 where there are more rows (5) than are compared with all others (4), not 2000", "--exact-up-to");
        (await Reid.RunAsync("cluster", "--features", features, "--out", output, "--algorithm", "dbscan", "--min-samples", "2000")).Succeeded();
        (await Reid.RunAsync("cluster", "--features", features, "--labels", _folder.File("short.csv"), "--out", output)).IsFailure("1 labels", "5 rows");
        (await Reid.RunAsync("cluster", "--features", features, "--constraints", _folder.File("bad.csv"), "--out", output)).IsFailure("line 3", "earlier constraint");
        (await Reid.RunAsync("cluster", "--features", _folder.File("lost.npy"), "--labels", labels, "--out", output)).IsFailure("--features", "does not exist");
    }

    [Fact]
    public async Task A_file_of_other_numbers_or_a_folder_that_is_not_there_is_named()
    {
        var (features, _) = await WriteAsync();
        var output = _folder.File("o.csv");
        await File.WriteAllBytesAsync(_folder.File("i.npy"), Npy("<i8", Enumerable.Range(0, 10).SelectMany(value => BitConverter.GetBytes((long)value))), TestContext.Current.CancellationToken);

        (await Reid.RunAsync("cluster", "--features", _folder.File("i.npy"), "--out", output)).IsFailure("i.npy holds int64; float32 or float64 is wanted");
        var refused = await Reid.RunAsync("cluster", "--features", features, "--out", _folder.File("absent", "x.csv"));
        refused.IsFailure($"{_folder.File("absent", "x.csv")} cannot be written: the folder {_folder.File("absent")} does not exist");
        Assert.DoesNotContain(".tmp", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_interrupts_it_hears_what_is_kept()
    {
        var (features, _) = await WriteAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        string[] words = ["cluster", "--features", features, "--out", _folder.File("o.csv")];

        var plain = await Reid.RunUntilAsync(stop.Token, words);
        Assert.Equal((ExitCodes.Interrupted, "reid: interrupted; nothing was written: with --work DIR the same command would go on from the neighbours found so far.\n"), (plain.Code, plain.Error));
        var kept = await Reid.RunUntilAsync(stop.Token, [.. words, "--work", _folder.File("work")]);
        Assert.Equal(ExitCodes.Interrupted, kept.Code);
        Assert.Contains("nothing was found yet", kept.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("o.csv")));
    }

    [Fact]
    public async Task One_of_a_kind_is_said_as_one()
    {
        await File.WriteAllBytesAsync(_folder.File("f.npy"), Npy("<f4", Enumerable.Range(0, 10).SelectMany(_ => BitConverter.GetBytes(1f))), TestContext.Current.CancellationToken);

        var said = (await Reid.RunAsync("cluster", "--features", _folder.File("f.npy"), "--algorithm", "dbscan", "--min-samples", "2", "--out", _folder.File("o.csv"))).Succeeded().Out;

        Assert.StartsWith("5 rows: 1 cluster, 0 of one row, 0 rows of noise", said, StringComparison.Ordinal);
    }

    // A .npy file of 5×2 by hand: magic, version, length of the header, header, values.
    private static byte[] Npy(string descr, IEnumerable<byte> values)
    {
        var header = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': (5, 2), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. values];
    }

    private async Task<(string Features, string Labels)> WriteAsync()
    {
        var bytes = Npy("<f4", new[] { 1f, 0, 1.1f, 0, 5, 5, 5.1f, 5, -9, 9 }.SelectMany(BitConverter.GetBytes));
        await File.WriteAllBytesAsync(_folder.File("f.npy"), bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("l.csv"), "identity,camera\na,1\na,2\nb,1\nb,2\nc,1\n", TestContext.Current.CancellationToken);
        return (_folder.File("f.npy"), _folder.File("l.csv"));
    }
}
