using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary><c>reid eval --pairs</c>.</summary>
public sealed class EvalPairsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pair_list_is_measured_in_its_folds()
    {
        ColouredPeople.Write(_folder.File("lfw"), people: 11, each: 2);

        var result = (await RunAsync(ColouredPeople.Pairs(10), "--json", _folder.File("r.json"))).Succeeded();

        Assert.Contains("20 pairs of 21 pictures in 10 folds; model colour-1", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"accuracy\s+[01]\.\d{4}\s+[01]\.\d{4}", result.Out);
        Assert.Contains("note: FAR 1e-03 is less than one of the pairs", result.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("r.json"), TestContext.Current.CancellationToken));
        var root = json.RootElement;
        Assert.InRange(root.GetProperty("accuracy").GetProperty("mean").GetDouble(), 0.7, 1);
        Assert.InRange(root.GetProperty("auc").GetDouble(), 0.8, 1);
        Assert.InRange(root.GetProperty("eer").GetDouble(), 0, 0.3);
        Assert.Equal(10, root.GetProperty("folds").GetArrayLength());
        Assert.False(root.GetProperty("farIsSeen").GetBoolean());
    }

    [Fact]
    public async Task A_picture_that_is_missing_is_named_with_its_line()
    {
        ColouredPeople.Write(_folder.File("lfw"), people: 10, each: 2);

        (await RunAsync(ColouredPeople.Pairs(10))).IsFailure("pairs.txt, line 21", "p10_0002.jpg", "nor one with another ending");
    }

    [Fact]
    public async Task A_picture_that_does_not_decode_is_a_failure()
    {
        ColouredPeople.Write(_folder.File("lfw"), people: 11, each: 2);
        await File.WriteAllTextAsync(_folder.File("lfw", "p03", "p03_0001.png"), "nonsense", TestContext.Current.CancellationToken);

        (await RunAsync(ColouredPeople.Pairs(10))).IsFailure("p03_0001.png", "every pair of the list must be usable");
    }

    [Fact]
    public async Task A_list_without_folds_is_a_failure()
    {
        ColouredPeople.Write(_folder.File("lfw"), people: 3, each: 2);

        (await RunAsync(["2", "p00 1 2", "p00 1 p01 1"])).IsFailure("pairs.txt, line 1", "the number of folds");
    }

    [Theory]
    [InlineData("--root is missing")]
    [InlineData("--dataset and --pairs exclude each other", "--dataset", "csv", "--root", ".")]
    [InlineData("--rerank and --pairs exclude each other", "--rerank", "--root", ".")]
    [InlineData("--no-cameras and --pairs exclude each other", "--no-cameras", "--root", ".")]
    [InlineData("--verification and --pairs exclude each other", "--verification", "--root", ".")]
    [InlineData("--no-verification and --pairs exclude each other", "--no-verification", "--root", ".")]
    public async Task A_wrong_command_line_is_explained(string words, params string[] args)
    {
        await File.WriteAllTextAsync(_folder.File("pairs.txt"), "", TestContext.Current.CancellationToken);

        (await Reid.RunAsync(["eval", "--pairs", _folder.File("pairs.txt"), .. args])).IsWrongUsage(words);
    }

    [Fact]
    public async Task A_missing_list_is_a_failure() =>
        (await Reid.RunAsync("eval", "--pairs", _folder.File("lost.txt"), "--root", _folder.Path)).IsFailure("--pairs", "does not exist");

    private async Task<ReidResult> RunAsync(string[] pairs, params string[] more)
    {
        await File.WriteAllLinesAsync(_folder.File("pairs.txt"), pairs, TestContext.Current.CancellationToken);
        return await Reid.RunAsync(["eval", "--pairs", _folder.File("pairs.txt"), "--root", _folder.File("lfw"), "--weights", "colour", .. more]);
    }
}
