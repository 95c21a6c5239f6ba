using System.Text.Json.Nodes;
using ReId.Model.Golden;
using ReId.Testing;

namespace ReId.Model.Tests.Golden;

public sealed class GoldenChecksTests : IDisposable
{
    private static readonly string[] s_groups = ["eval", "rerank", "preprocess"];
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => [.. s_groups
        .SelectMany(group => Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests", "golden", group), "*.json"))
        .Select(file => Path.GetRelativePath(Path.Combine(RepositoryPaths.Root, "tests", "golden"), file))
        .Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_case_is_within_its_tolerance(string file)
    {
        var outcome = GoldenChecks.Check(RepositoryPaths.Golden(file));

        Assert.True(outcome.Verdict == GoldenVerdict.Ok, $"{outcome}");
        Assert.True(outcome.Error <= outcome.Tolerance);
    }

    [Theory]
    [InlineData("architecture__osnet_x0_25.json")]
    [InlineData("osnet_x0_25_feature__formula_weights.json")]
    public void A_network_is_within_its_tolerance(string file) =>
        Assert.Equal(GoldenVerdict.Ok, GoldenChecks.Check(RepositoryPaths.Golden($"osnet/{file}")).Verdict);

    [Theory]
    [InlineData("triplet_batch_hard__random.json")]
    [InlineData("center_mean__random.json")]
    [InlineData("arcface_s30__random.json")]
    public void A_loss_is_within_its_tolerance(string file) =>
        Assert.Equal(GoldenVerdict.Ok, GoldenChecks.Check(RepositoryPaths.Golden($"losses/{file}")).Verdict);

    [Fact]
    public void A_wrong_loss_is_out()
    {
        var outcome = CheckChanged(
            "losses/triplet_batch_hard__random.json",
            root => root["expected"]!["loss"] = (double)root["expected"]!["loss"]! + 1e-6);

        Assert.Equal(GoldenVerdict.Out, outcome.Verdict);
        Assert.Contains("loss", outcome.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_from_a_file_are_found_beside_the_golden_files()
    {
        if (RepositoryPaths.FindInShared("golden/osnet/osnet_x0_25_feature__msmt17_synthetic.json") is not { } file
            || RepositoryPaths.FindInShared("data/weights/reid/osnet_x0_25_msmt17.pth") is null)
        {
            Assert.Skip("the weights are not here");
            return;
        }

        Assert.Equal(GoldenVerdict.Ok, GoldenChecks.Check(file).Verdict);
        var elsewhere = GoldenChecks.Check(file, new GoldenCheckOptions { WeightsFolder = _folder.Path });
        Assert.Equal(GoldenVerdict.Skipped, elsewhere.Verdict);
        Assert.Contains("osnet_x0_25_msmt17.pth", elsewhere.Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval/market1501_cmc_map__random.json", "mAP")]
    [InlineData("eval/minp__random.json", "mINP")]
    [InlineData("eval/map_trapezoidal__random.json", "mAP_over_valid_queries")]
    [InlineData("eval/roc_tpr_at_fpr__random.json", "auc")]
    [InlineData("eval/val_at_far__random.json", "val")]
    public void A_wrong_number_is_out(string file, string field)
    {
        var outcome = CheckChanged(file, root => root["expected"]![field] = (double)root["expected"]![field]! + 1e-6);

        Assert.Equal(GoldenVerdict.Out, outcome.Verdict);
        Assert.Equal(1e-6, outcome.Error, 1e-12);
    }

    [Fact]
    public void A_wrong_distance_after_re_ranking_is_out() =>
        Assert.Equal(
            GoldenVerdict.Out,
            CheckChanged("rerank/k_reciprocal__small_k.json", root => root["expected"]!["final_distance"]![3]![5] = 0.1).Verdict);

    [Fact]
    public void A_wrong_feature_is_out() =>
        Assert.Equal(
            GoldenVerdict.Out,
            CheckChanged("osnet/osnet_x0_25_feature__formula_weights.json", root => root["expected"]!["feature"]![1]![511] = 9.0).Verdict);

    [Fact]
    public void A_list_that_is_too_short_is_out() =>
        Assert.Equal(
            GoldenVerdict.Out,
            CheckChanged("eval/minp__random.json", root => root["expected"]!["inp_per_valid_query"]!.AsArray().RemoveAt(8)).Verdict);

    [Fact]
    public void A_group_that_nothing_computes_fails_and_is_named()
    {
        var outcome = CheckChanged("eval/minp__random.json", root => root["group"] = "astrology");

        Assert.Equal(GoldenVerdict.Failed, outcome.Verdict);
        Assert.Contains("astrology", outcome.Remark, StringComparison.Ordinal);
        Assert.Contains("eval, rerank", outcome.Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    [InlineData("{\"group\": \"eval\", \"name\": \"minp\", \"case\": \"bare\"}")]
    public void An_unusable_file_fails_with_a_reason(string text)
    {
        var file = _folder.File("case.json");
        File.WriteAllText(file, text);

        var outcome = GoldenChecks.Check(file);

        Assert.Equal(GoldenVerdict.Failed, outcome.Verdict);
        Assert.Contains(file, outcome.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_not_a_number_is_never_within_a_tolerance()
    {
        var comparison = new GoldenComparison();

        comparison.Add("loss", double.NaN, 1, double.PositiveInfinity);

        Assert.False(comparison.Ok);
        Assert.False(new GoldenComparison().Ok);
    }

    private GoldenOutcome CheckChanged(string file, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(RepositoryPaths.Golden(file)))!;
        change(root);
        var copy = _folder.File(Path.GetFileName(file));
        File.WriteAllText(copy, root.ToJsonString());
        return GoldenChecks.Check(copy);
    }
}
