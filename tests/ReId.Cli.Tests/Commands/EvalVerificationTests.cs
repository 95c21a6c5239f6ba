using System.Globalization;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary>"The same or not?" as part of <c>reid eval</c>.</summary>
public sealed class EvalVerificationTests : IDisposable
{
    private const string LeftOut = "note: verification over 10 folds is left out: ";
    private const string TooFew = "it needs 20 identities, 10 of them with two pictures; the set has 12 and 12";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_printed_without_being_asked_for()
    {
        var result = (await RunAsync(20)).Succeeded();

        Assert.Matches(@"accuracy, 10 folds\s+[01]\.\d{4}\s+± [01]\.\d{4}, cosine ≥", result.Out);
        Assert.Matches(@"VAL at FAR 1e-03\s+-\s+too few pairs for this rate", result.Out);
        Assert.Matches(@"ranking \d+\.\d\d s, verification \d+\.\d\d s", result.Out);
        Assert.DoesNotContain(LeftOut, result.Out, StringComparison.Ordinal);
        var json = await JsonAsync();
        var found = json.GetProperty("verification");
        Assert.Equal(10, found.GetProperty("folds").GetInt32());
        Assert.Equal(60, found.GetProperty("samePairs").GetInt64());
        Assert.Equal(90, found.GetProperty("differentPairs").GetInt64());
        Assert.InRange(found.GetProperty("accuracy").GetProperty("mean").GetDouble(), 0.7, 1);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("val").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("verificationLeftOut").ValueKind);
        Assert.True(json.GetProperty("seconds").GetProperty("verification").GetDouble() > 0);
    }

    [Fact]
    public async Task It_is_left_out_when_it_is_not_wanted()
    {
        var result = (await RunAsync(20, "--no-verification")).Succeeded();

        Assert.DoesNotContain("folds", result.Out, StringComparison.Ordinal);
        var json = await JsonAsync();
        Assert.Equal(JsonValueKind.Null, json.GetProperty("verification").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("verificationLeftOut").ValueKind);
    }

    [Fact]
    public async Task A_set_that_is_too_small_says_so_in_one_line()
    {
        var result = (await RunAsync(12)).Succeeded();

        Assert.Contains($"{LeftOut}{TooFew}.\n", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("accuracy", result.Out, StringComparison.Ordinal);
        var json = await JsonAsync();
        Assert.Equal(JsonValueKind.Null, json.GetProperty("verification").ValueKind);
        Assert.Equal(TooFew, json.GetProperty("verificationLeftOut").GetString());
    }

    [Fact]
    public async Task To_insist_on_it_makes_a_set_that_is_too_small_a_failure() =>
        (await RunAsync(12, "--verification"))
            .IsFailure("Verification over 10 folds needs 20 identities, 10 of them with two pictures; the set has 12 and 12.");

    [Fact]
    public async Task A_great_gallery_with_few_queries_is_not_compared_with_itself_unasked()
    {
        // (32,000 + 20)² / 10 comparisons, where the ranking has 20 × 32,000.
        string[] args =
        [
            "eval", "--query-features", Matrix("q.npy", 20), "--query-labels", Labels("q.csv", 20, camera: 1),
            "--gallery-features", Matrix("g.npy", 32_000), "--gallery-labels", Labels("g.csv", 32_000, camera: 2),
        ];

        var result = (await Reid.RunAsync(args)).Succeeded();
        var asked = (await Reid.RunAsync([.. args, "--verification"])).Succeeded();

        Assert.Contains($"{LeftOut}it would take 102 million comparisons, more than the ranking; --verification makes them.\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("accuracy, 10 folds", asked.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_options_at_once_are_wrong_usage() =>
        (await Reid.RunAsync("eval", "--verification", "--no-verification")).IsWrongUsage("--verification and --no-verification exclude each other");

    private Task<ReidResult> RunAsync(int people, params string[] more)
    {
        ColouredPeople.Write(_folder.File("set"), people, each: 3);
        return Reid.RunAsync(
            ["eval", "--dataset", "folder", "--root", _folder.File("set"), "--weights", "colour", "--json", _folder.File("r.json"), .. more]);
    }

    private async Task<JsonElement> JsonAsync()
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("r.json"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    private string Matrix(string name, int rows)
    {
        using var writer = new NpyWriter(_folder.File(name), 2);
        for (var i = 0; i < rows; i++)
        {
            writer.Append([MathF.Cos(i), MathF.Sin(i)]);
        }

        writer.Commit();
        return _folder.File(name);
    }

    private string Labels(string name, int rows, int camera)
    {
        File.WriteAllLines(
            _folder.File(name),
            Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{camera}")).Prepend("identity,camera"));
        return _folder.File(name);
    }
}
