using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class LossesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LossesCommandTests()
    {
        // Two identities on a line: 0 and 1, 3 and 5.
        NpyDoubles.Write(Embeddings, [0, 1, 3, 5], [4, 1]);
        WriteLabels(Labels, 7, 7, 9, 9);
    }

    private string Embeddings => _folder.File("e.npy");

    private string Labels => _folder.File("l.npy");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("losses")]
    [InlineData("losses", "list")]
    public async Task Every_loss_is_listed_with_formula_source_and_options(params string[] arguments)
    {
        var result = (await Reid.RunAsync(arguments)).Succeeded();

        Assert.Contains("triplet_batch_hard\n  formula  ", result.Out, StringComparison.Ordinal);
        Assert.Contains("arXiv:1703.07737", result.Out, StringComparison.Ordinal);
        Assert.Contains("margin = 0.3 ", result.Out, StringComparison.Ordinal);
        Assert.Contains("21 losses", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_is_evaluated_and_its_gradient_written()
    {
        // Anchors: 1−3, 1−2, 2−2, 2−4 plus the margin 1.5: 0, 0.5, 1.5, 0.
        var gradient = _folder.File("g.npy");

        var result = (await Check("triplet_batch_hard", "--set", "margin=1.5", "--json", "--out-grad", gradient)).Succeeded();

        var json = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(0.5, json.GetProperty("loss").GetDouble(), 1e-12);
        Assert.Equal(0.5, json.GetProperty("active_fraction").GetDouble());
        Assert.Equal(1.5, json.GetProperty("mean_positive_distance").GetDouble());
        Assert.Equal(3.5, json.GetProperty("mean_negative_distance").GetDouble(), 1e-12);
        Assert.Equal(2.25, json.GetProperty("mean_norm").GetDouble());
        Assert.Equal((5, 2, 1), (Count("easy"), Count("semi_hard"), Count("hard")));
        double[] expected = [-0.25, 0.75, -0.75, 0.25];
        Assert.Equal(expected, NpyArray.Load(gradient).ToDoubles());
        Assert.Equal(expected, json.GetProperty("grad_embeddings").EnumerateArray().Select(row => row[0].GetDouble()));

        int Count(string name) => json.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Parameters_are_read_from_an_archive()
    {
        WriteLabels(Labels, 0, 0, 1, 1);
        NpyDoubles.Write(_folder.File("centers.npy"), [1, 4], [2, 1]);
        using (var archive = ZipFile.Open(_folder.File("p.npz"), ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(_folder.File("centers.npy"), "centers.npy");
        }

        var result = (await Check("center", "--params", _folder.File("p.npz"))).Succeeded();

        Assert.Matches(@"value +1\.5\n", result.Out);
        Assert.Contains("(centers)", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Golden_files_are_counted_and_one_that_is_out_fails()
    {
        var good = RepositoryPaths.Golden("losses/circle__random.json");
        var bad = _folder.File("bad.json");
        await File.WriteAllTextAsync(
            bad,
            (await File.ReadAllTextAsync(good, TestContext.Current.CancellationToken)).Replace("\"loss\": ", "\"loss\": 1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var within = (await Reid.RunAsync("losses", "check", "--golden", good)).Succeeded();
        var outside = await Reid.RunAsync("losses", "check", "--golden", good, bad);

        Assert.EndsWith("1 of 1 cases within tolerance\n", within.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, outside.Code);
        Assert.EndsWith("1 of 2 cases within tolerance\n", outside.Out, StringComparison.Ordinal);
        Assert.Contains("(loss is out)", outside.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_line_is_told()
    {
        (await Reid.RunAsync("losses", "check")).IsWrongUsage("--name");
        (await Check("circle", "--set", "gamma")).IsWrongUsage("'gamma'", "OPTION=VALUE");
        (await Check("circle", "--golden", Labels)).IsWrongUsage("--golden stands alone");
    }

    [Fact]
    public async Task What_is_wrong_with_the_data_is_told()
    {
        (await Check("circles")).IsFailure("'circles'", "circle");
        (await Check("circle", "--set", "gamma=-1")).IsFailure("'gamma'", "above 0");
        (await Reid.RunAsync("losses", "check", "--name", "circle", "--embeddings", Labels, "--labels", Labels)).IsFailure("--embeddings", "shape [4]");
        (await Reid.RunAsync("losses", "check", "--name", "circle", "--embeddings", Embeddings, "--labels", "/nowhere.npy")).IsFailure("--labels", "does not exist");
        WriteLabels(Labels, 1, 2, 3);
        (await Check("circle")).IsFailure("4 embeddings but 3 labels");
    }

    private Task<ReidResult> Check(string name, params string[] more) =>
        Reid.RunAsync(["losses", "check", "--name", name, "--embeddings", Embeddings, "--labels", Labels, .. more]);

    // A .npy file of int64, which the product never writes.
    private static void WriteLabels(string path, params long[] labels)
    {
        var text = $"{{'descr': '<i8', 'fortran_order': False, 'shape': ({labels.Length},), }}".PadRight(117) + "\n";
        using var file = new BinaryWriter(File.Create(path));
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)text.Length, 0]);
        file.Write(Encoding.ASCII.GetBytes(text));
        foreach (var label in labels)
        {
            file.Write(label);
        }
    }
}
