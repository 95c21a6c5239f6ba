using System.Text.Json;
using System.Text.Json.Nodes;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Evaluation;
using ReId.Model.Studies;
using ReId.Model.Studies.Results;
using ReId.Model.Studies.Running;
using ReId.Model.Tests.Support;
using ReId.Model.Tests.Training.Runs;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Studies.Running;

public sealed class StudyRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataSet _data;

    public StudyRunnerTests() => _data = ColouredPeople.Make(_folder, identities: 8);

    public static TheoryData<string> Losses => [.. StudyCatalog.Get("losses").Members(new StudyBasis { Identities = 8 }).Select(member => member.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Every_loss_trains_and_is_scored(string loss)
    {
        var (outcome, observer) = await RunAsync("losses", "one", settings => settings with { Only = [loss], Seeds = [1] });

        var run = Assert.Single(observer.Done);
        Assert.Null(run.Problem);
        Assert.Equal((loss, 1, 64), (run.Member, run.Seed, run.Images));
        Assert.InRange(run.MAp!.Value, 0.05, 1);
        Assert.Equal(run.MAp, Assert.Single(outcome.Members).MAp!.Mean);
    }

    [Fact]
    public async Task The_same_seeds_give_the_same_json()
    {
        var (first, _) = await RunAsync("dimension", "a", Two);
        await RunAsync("dimension", "b", Two);

        Assert.Equal(Json("a"), Json("b"));
        Assert.Equal(2, first.Members[0].MAp!.Values.Count);
        Assert.NotNull(first.Members[0].MAp!.Deviation);
        var model = ModelFile.Load(Path.Combine(Folder("a").Run("64", 2), "model-last.safetensors")).Info;
        Assert.Equal((64, "2", "2"), (model.Dimension, model.Training["seed"], model.Training["steps"]));
        Assert.False(File.Exists(Path.Combine(Folder("a").Run("64", 2), "checkpoint.safetensors")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_resumed_study_equals_one_that_was_not_interrupted(int stopAfter)
    {
        await RunAsync("dimension", "whole", Two);
        using var stop = new CancellationTokenSource();
        var observer = new RecordingStudyObserver(steps => Cancel(steps == stopAfter, stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner("dimension", "parts", Two, observer).RunAsync(stop.Token));
        var finished = observer.Done.Count;
        var interrupted = finished == 0 ? null : Json("parts");
        var (_, second) = await RunAsync("dimension", "parts", settings => Two(settings) with { Resume = true });

        Assert.Equal((stopAfter - 1) / 2, finished);
        Assert.Equal(4 - finished, second.Done.Count);
        Assert.Equal(Json("whole"), Json("parts"));
        Assert.NotEqual(interrupted, Json("parts"));
    }

    [Fact]
    public async Task A_budget_is_measured_divided_and_stated()
    {
        // The plan of ten minutes is looked at, not run.
        using var stop = new CancellationTokenSource();
        var observer = new RecordingStudyObserver(_ => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(
            "dimension", "budget", settings => settings with { Images = null, Budget = TimeSpan.FromMinutes(10), Only = ["64"], Seeds = [1] }, observer)
            .RunAsync(stop.Token));

        Assert.Equal(["osnet_x0_25, training"], observer.Measured);
        Assert.Equal("64", observer.Plan!.Slowest);
        Assert.True(observer.Plan.Images >= 320 && observer.Plan.Images % 32 == 0, $"{observer.Plan.Images} images");
        Assert.False(Directory.Exists(Path.Combine(Folder("budget").Root, "warm-up")));
    }

    [Fact]
    public async Task A_budget_of_a_second_is_refused()
    {
        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(
            "dimension", "short", settings => Two(settings) with { Images = null, Budget = TimeSpan.FromSeconds(1) }));

        Assert.Matches(@"^The budget of 0 min is too small: 4 runs of at least 320 images with their evaluation need \d+ min; give more", error.Message);
    }

    [Fact]
    public async Task Quality_is_that_of_the_queries_alone()
    {
        // People who differ little: those of the other tests are found whatever JPEG does to them.
        var data = ColouredPeople.Make(_folder, identities: 8, spread: 40);
        var outcome = await new StudyRunner(Settings("quality", "quality") with { Weights = "colour" }, data, new RecordingStudyObserver())
            .RunAsync(TestContext.Current.CancellationToken);
        var usual = FeatureEvaluation.Run((await DataSetFeatures.EmbedAsync(
            data, new() { Weights = "colour" }, null, TestContext.Current.CancellationToken)).ToSet(),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(11, outcome.Members.Count);
        Assert.Equal(usual.MeanAveragePrecision.Value, outcome.Members[0].MAp!.Mean);
        Assert.All(outcome.Members, one => Assert.InRange(one.MAp!.Mean, 0.1, 1));
        // Pictures of 64×32 are shrunk by none of the sizes.
        Assert.All(outcome.Members.Where(one => one.Member.Group == "size"), one => Assert.Equal(usual.MeanAveragePrecision.Value, one.MAp!.Mean));
        Assert.Contains(outcome.Members, one => one.Member.Name == "JPEG 10" && one.MAp!.Mean != usual.MeanAveragePrecision.Value);
    }

    [Fact]
    public async Task Multiply_adds_come_with_the_speed_of_the_forward_pass()
    {
        var (outcome, _) = await RunAsync("madds", "madds", settings => settings with { Only = ["osnet_x0_25", "facenet_nn4", "facenet_nn1"] });
        var page = Xhtml.Parse(await File.ReadAllTextAsync(Folder("madds").Report, TestContext.Current.CancellationToken));

        Assert.Equal(["osnet_x0_25", "facenet_nn4", "facenet_nn1"], outcome.Members.OrderBy(one => one.Member.Place).Select(one => one.Member.Name));
        Assert.All(outcome.Members, one => Assert.True(one.Forward > 0, $"{one.Member.Name} has no forward speed"));
        // The Zeiler-and-Fergus network is not trained.
        Assert.Equal(["facenet_nn1"], outcome.Members.Where(one => one.MAp is null).Select(one => one.Member.Name));
        Assert.Equal(["rank-1 against multiply-adds", "mAP against multiply-adds"], page.Descendants("figcaption").Select(one => one.Value));
        Assert.Contains("osnet_x0_25", page.Descendants("text").Select(text => text.Value));
    }

    [Fact]
    public async Task The_report_shows_every_member_with_its_deviation()
    {
        var (outcome, _) = await RunAsync("losses", "report", settings => settings with { Only = ["softmax", "n-pair"], Seeds = [1, 2] });
        var page = Xhtml.Parse(await File.ReadAllTextAsync(Folder("report").Report, TestContext.Current.CancellationToken));
        string[] cells = [.. page.Descendants("td").Select(cell => cell.Value)];

        Assert.Equal("Losses compared", page.Descendants("h1").Single().Value);
        Assert.All(outcome.Members, one =>
        {
            Assert.Contains(one.Member.Name, cells);
            Assert.Contains(FormattableString.Invariant($"{one.MAp!.Mean:0.0000} ± {one.MAp.Deviation:0.0000}"), cells);
        });
        Assert.Contains("--images 64 for each run", cells);
        Assert.Equal(["rank-1", "mAP"], page.Descendants("figcaption").Select(one => one.Value));
        Assert.Contains("optimizer: adamw", page.Descendants("pre").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_before_anything_is_computed()
    {
        await RunAsync("dimension", "there", settings => settings with { Only = ["64"], Seeds = [1] });

        await FailsAsync("dimension", "there", Two, "holds a study already: go on with it by --resume");
        await FailsAsync("dimension", "there", settings => Two(settings) with { Resume = true }, "was begun with members '64', not '64, 128': resume with the same");
        await FailsAsync("dimension", "none", settings => settings with { Resume = true }, "holds no study to resume");
        await FailsAsync("losses", "x", settings => settings with { Only = ["softmaxx"] }, "There is no member of 'losses' 'softmaxx': the nearest is 'softmax'");
        await FailsAsync("quality", "x", settings => settings, "evaluates a finished model: name it by --weights");
        Assert.False(Directory.Exists(Folder("x").Root));
    }

    [Fact]
    public void Data_without_queries_are_refused()
    {
        var error = Assert.Throws<ReIdException>(() => new StudyRunner(
            Settings("losses", "x"), _data with { Query = [] }, new RecordingStudyObserver()));

        Assert.Contains("has 0 queries and 32 gallery pictures, and a study needs both", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_that_diverges_is_a_finding()
    {
        var member = StudyCatalog.Get("losses").Members(new StudyBasis { Identities = 8 })[0];
        var broken = member with { Recipe = member.Recipe! with { Stages = [member.Recipe!.Stages[0] with { LearningRate = 1e30 }] } };
        var (outcome, observer) = await RunAsync("losses", "diverges", settings => settings with { Study = new OneMember(settings.Study, broken), Images = 640, Seeds = [1] });

        Assert.EndsWith("is not finite", Assert.Single(observer.Done).Problem, StringComparison.Ordinal);
        Assert.Null(outcome.Members[0].MAp);
        Assert.StartsWith("seed 1: ", outcome.Members[0].Remark, StringComparison.Ordinal);
    }

    private static StudySettings Two(StudySettings settings) => settings with { Only = ["64", "128"], Seeds = [1, 2] };

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private StudyFolder Folder(string name) => new(_folder.File(name));

    // All but the times.
    private string Json(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(Folder(name).Json))!.AsObject();
        Assert.True(json.Remove("timing"));
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private StudySettings Settings(string study, string name) => new()
    {
        Study = StudyCatalog.Get(study),
        Dataset = "folder",
        Root = _folder.Path,
        Folder = Folder(name),
        Images = 64,
        Height = 64,
        Width = 32,
    };

    private StudyRunner Runner(string study, string name, Func<StudySettings, StudySettings> change, RecordingStudyObserver observer) =>
        new(change(Settings(study, name)), _data, observer);

    private async Task<(StudyOutcome Outcome, RecordingStudyObserver Observer)> RunAsync(
        string study, string name, Func<StudySettings, StudySettings> change)
    {
        var observer = new RecordingStudyObserver();
        return (await Runner(study, name, change, observer).RunAsync(TestContext.Current.CancellationToken), observer);
    }

    private async Task FailsAsync(string study, string name, Func<StudySettings, StudySettings> change, string sentence)
    {
        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(study, name, change));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    private sealed class OneMember(IStudy study, StudyMember member) : IStudy
    {
        public string Name => study.Name;

        public string Summary => study.Summary;

        public string Title => study.Title;

        public bool Trains => study.Trains;

        public IReadOnlyList<int> Seeds => study.Seeds;

        public IReadOnlyList<StudyChart> Charts => study.Charts;

        public IReadOnlyList<StudyMember> Members(StudyBasis basis) => [member];
    }
}
