using System.Globalization;
using ReId.Cli.Tests.Support;
using ReId.Model.Calibration;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_set_calibrates_a_model()
    {
        ColouredPeople.Write(_folder.File("set"), people: 40, each: 4);

        var result = (await Reid.RunAsync(
            "calibrate", "--dataset", "folder", "--root", _folder.File("set"), "--weights", "colour", "--prior", "0.1",
            "--out", _folder.File("m.calibration.json"), "--json", _folder.File("copy.json"))).Succeeded();

        var calibration = ModelCalibration.Load(_folder.File("m"), "colour-1")!;
        Assert.Equal((28, 12), (calibration.Fitted.Identities, calibration.HeldOut.Identities));
        Assert.True(calibration.Probability(1) > 0.5, $"{calibration.Probability(1)}");
        Assert.True(calibration.Probability(0) < 0.1, $"{calibration.Probability(0)}");
        Assert.NotNull(calibration.Thresholds[0].Similarity);
        Assert.Null(calibration.Thresholds[2].Similarity);
        Assert.Equal(0.1, calibration.Prior);
        Assert.Contains("none: needs 10000 pairs of two identities, the fit has 6048", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"expected calibration error on held-out identities: 0\.\d{4}", result.Out);
        Assert.Equal(
            await File.ReadAllTextAsync(_folder.File("m.calibration.json"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(_folder.File("copy.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_pictures_to_train_with_calibrate_where_they_are_asked_for()
    {
        ColouredPeople.Write(_folder.File("set"), people: 12, each: 4);
        var rows = Directory.EnumerateFiles(_folder.File("set"), "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select((path, i) => $"{path},{Path.GetFileName(path)[..3]},c{i % 2},train,0,0");
        await File.WriteAllLinesAsync(_folder.File("set.csv"), rows.Prepend("path,identity,camera,split,is_query,is_gallery"), TestContext.Current.CancellationToken);
        string[] calibrate = ["calibrate", "--dataset", "csv", "--root", _folder.File("set.csv"), "--weights", "colour", "--out", _folder.File("c.json")];

        var train = (await Reid.RunAsync([.. calibrate, "--split", "train"])).Succeeded();

        Assert.StartsWith("csv, train; model colour-1; pairs of one identity by different cameras", train.Out, StringComparison.Ordinal);
        Assert.Contains("held out 4 identities, 16 pictures: 16 pairs of one identity, 96 of two", train.Out, StringComparison.Ordinal);
        (await Reid.RunAsync(calibrate)).IsFailure("The set has 0 identities");
        (await Reid.RunAsync([.. calibrate, "--split", "dev"])).IsWrongUsage("--split 'dev' is unknown: choose test or train");
        (await Reid.RunAsync("calibrate", "--dataset", "folder", "--root", _folder.File("set"), "--weights", "colour", "--out", _folder.File("c.json"), "--split", "train"))
            .Succeeded();
    }

    [Fact]
    public async Task Labels_without_pairs_fail_before_any_picture_is_read()
    {
        // No picture exists: to embed would fail with their names.
        await File.WriteAllLinesAsync(
            _folder.File("set.csv"),
            [
                "path,identity,camera,split,is_query,is_gallery",
                .. Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"none{i}.png,p{i / 2},c{i / 2},test,1,1")),
            ],
            TestContext.Current.CancellationToken);

        (await Reid.RunAsync("calibrate", "--dataset", "csv", "--root", _folder.File("set.csv"), "--weights", "colour", "--out", _folder.File("c.json")))
            .IsFailure("No identity of the set has two pictures by different cameras");
    }

    [Fact]
    public async Task Features_from_files_are_calibrated_across_cameras()
    {
        var result = (await RunOnFeaturesAsync(people: 12, each: 4, cameras: 2)).Succeeded();

        Assert.Contains("f.npy; pairs of one identity by different cameras", result.Out, StringComparison.Ordinal);
        Assert.Contains("held out 4 identities, 16 pictures: 16 pairs of one identity, 96 of two", result.Out, StringComparison.Ordinal);
        Assert.Null(ModelCalibration.Load(_folder.File("c"))!.Model);
    }

    [Fact]
    public async Task Without_cameras_all_pairs_count()
    {
        var result = (await RunOnFeaturesAsync(people: 12, each: 4, cameras: 2, "--no-cameras")).Succeeded();

        Assert.Contains("held out 4 identities, 16 pictures: 24 pairs of one identity", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 4, 2, "The set has 1 identity")]
    [InlineData(9, 1, 2, "No identity of the set has two pictures by different cameras")]
    [InlineData(9, 4, 1, "No identity of the set has two pictures by different cameras")]
    public async Task A_set_without_pairs_is_a_failure(int people, int each, int cameras, string words)
    {
        (await RunOnFeaturesAsync(people, each, cameras)).IsFailure(words);
        Assert.False(File.Exists(_folder.File("c.calibration.json")));
    }

    [Fact]
    public async Task Values_that_are_no_numbers_are_a_failure() =>
        (await RunOnFeaturesAsync(people: -12, each: 4, cameras: 2)).IsFailure("f.npy holds NaN");

    [Fact]
    public async Task A_vector_of_zeros_is_a_failure()
    {
        Write(_folder.File("f.npy"), [[1, 2], [0, 0]]);
        await File.WriteAllTextAsync(_folder.File("l.csv"), "identity,path\na,a.jpg\nb,b.jpg\n", TestContext.Current.CancellationToken);

        (await RunAsync()).IsFailure("Row 1 of", "f.npy (b.jpg) is all zeros");
    }

    [Theory]
    [InlineData("--out is missing", "--dataset", "folder", "--root", ".")]
    [InlineData("--out is missing", "--features", "f.npy", "--labels", "l.csv")]
    [InlineData("--dataset is missing", "--out", "c.json")]
    [InlineData("--labels is missing", "--features", "f.npy", "--out", "c.json")]
    [InlineData("exclude each other", "--features", "f.npy", "--dataset", "csv", "--out", "c.json")]
    [InlineData("--prior must be above 0 and below 1, not 1", "--prior", "1")]
    [InlineData("--held-out must be above 0 and below 1, not 0", "--held-out", "0")]
    public async Task A_wrong_command_line_is_explained(string words, params string[] args)
    {
        Write(_folder.File("f.npy"), [[1]]);
        (await Reid.RunAsync(["calibrate", .. args.Select(arg => arg is "f.npy" or "l.csv" or "c.json" ? _folder.File(arg) : arg)]))
            .IsWrongUsage(words);
    }

    private Task<ReidResult> RunOnFeaturesAsync(int people, int each, int cameras, params string[] more)
    {
        var random = new Random(1);
        var (rows, lines) = (new List<float[]>(), new List<string> { "identity,camera" });
        for (var person = 0; person < Math.Abs(people); person++)
        {
            float[] centre = [.. Enumerable.Range(0, 8).Select(_ => random.NextSingle() - 0.5f)];
            for (var picture = 0; picture < each; picture++)
            {
                rows.Add([.. centre.Select(value => people < 0 ? float.NaN : value + (0.4f * (random.NextSingle() - 0.5f)))]);
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{person},{picture % cameras}"));
            }
        }

        Write(_folder.File("f.npy"), rows);
        File.WriteAllLines(_folder.File("l.csv"), lines);
        return RunAsync(more);
    }

    private Task<ReidResult> RunAsync(params string[] more) => Reid.RunAsync(
    [
        "calibrate", "--features", _folder.File("f.npy"), "--labels", _folder.File("l.csv"), "--out", _folder.File("c.calibration.json"), .. more,
    ]);

    private static void Write(string path, IEnumerable<float[]> rows)
    {
        var all = rows.ToArray();
        using var writer = new NpyWriter(path, all[0].Length);
        Array.ForEach(all, row => writer.Append(row));
        writer.Commit();
    }
}
