using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Losses.Checking;
using ReId.Testing;

namespace ReId.Model.Tests.Losses;

public class GoldenLossTests
{
    public static TheoryData<string> Files() => new(
        Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    private static string Folder =>
        RepositoryPaths.FindInShared("golden/losses") ?? Path.Combine(RepositoryPaths.Root, "tests", "golden", "losses");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_golden_file_is_within_its_tolerance(string file)
    {
        var result = GoldenLossCheck.Run(Path.Combine(Folder, file));

        Assert.True(result.Within, $"{result.Worst}: {result}");
        Assert.StartsWith(result.Name + "__" + result.Case, file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_number_is_found_and_named()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(RepositoryPaths.Golden("losses/softmax_ce__random.json"));
        var start = text.IndexOf("\"grad_logits\": [[", StringComparison.Ordinal) + "\"grad_logits\": [[".Length;
        var wrong = folder.File("wrong.json");
        File.WriteAllText(wrong, text[..start] + "1" + text[text.IndexOf(',', start)..]);

        var result = GoldenLossCheck.Run(wrong);

        Assert.False(result.Within);
        Assert.Equal("grad_logits", result.Worst);
        Assert.True(result.GradientError > 0.5);
    }

    [Theory]
    [InlineData("[]", "group")]
    [InlineData("{", "golden file")]
    [InlineData("""{"group": "eval"}""", "must be 'losses'")]
    [InlineData("""{"group": "losses", "name": "circle", "inputs": {}, "expected": {}, "tolerance": {"abs": 1, "rel": 1}}""", "'options'")]
    public void What_is_no_golden_file_of_a_loss_is_told(string text, string piece)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("file.json");
        File.WriteAllText(path, text);

        var problem = Assert.Throws<ReIdException>(() => GoldenLossCheck.Run(path));

        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        Assert.Contains(piece, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_or_option_is_told()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(RepositoryPaths.Golden("losses/circle__random.json"));
        var (name, option) = (folder.File("name.json"), folder.File("option.json"));
        File.WriteAllText(name, text.Replace("\"circle\"", "\"square\"", StringComparison.Ordinal));
        File.WriteAllText(option, text.Replace("\"gamma\"", "\"delta\"", StringComparison.Ordinal));

        Assert.Contains("'square'", Assert.Throws<ReIdException>(() => GoldenLossCheck.Run(name)).Message, StringComparison.Ordinal);
        Assert.Contains("'delta'", Assert.Throws<ReIdException>(() => GoldenLossCheck.Run(option)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temperature_is_set_where_the_loss_has_one()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(RepositoryPaths.Golden("losses/circle__random.json"))
            .Replace("\"name\": \"circle\"", "\"name\": \"supervised_contrastive\"", StringComparison.Ordinal);
        double At(string temperature)
        {
            var path = folder.File($"temperature_{temperature}.json");
            File.WriteAllText(path, text.Replace("\"m\": 0.4, \"gamma\": 80", $"\"temperature\": {temperature}", StringComparison.Ordinal));
            return GoldenLossCheck.Run(path).Loss;
        }

        // At 1e9 every image is as likely as any other: the logarithm of how many others there are.
        Assert.NotEqual(At("0.1"), At("0.5"), 0.01);
        Assert.Equal(Math.Log(Others(text)), At("1e9"), 1e-6);
    }

    private static int Others(string text)
    {
        using var file = JsonDocument.Parse(text);
        return file.RootElement.GetProperty("inputs").GetProperty("labels").GetArrayLength() - 1;
    }
}
