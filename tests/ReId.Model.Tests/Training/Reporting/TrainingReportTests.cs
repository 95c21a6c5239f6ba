using System.Xml.Linq;
using ReId.Contracts;
using ReId.Model.Tests.Support;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Reporting;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Reporting;

public sealed class TrainingReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.File(RunReport.MetricsFile);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_values_of_the_run_are_in_it()
    {
        SimulatedRun.Write(Log, 400, 4, collapse: true);
        var evaluations = MetricsLogReader.Read(Log).OfType<EvaluationMetrics>().ToArray();

        var html = Report(new ReportInput
        {
            Title = "run <1>",
            RecipeYaml = "loss:\n  margin: 0.3 # < & >\n",
            MetricsLogs = [Log],
            Summary = [new("backbone", "osnet_x0_25")],
            Notes = ["made by hand"],
        });

        Assert.Equal("run <1>", html.Descendants("h1").Single().Value);
        Assert.Equal("loss:\n  margin: 0.3 # < & >", html.Descendants("pre").Single().Value);
        string[] cells = [.. html.Descendants("td").Select(cell => cell.Value)];
        Assert.All(evaluations, one => Assert.Contains(one.MAp.ToString("0.0000", null), cells));
        Assert.All(["osnet_x0_25", "made by hand", "3 pictures could not be read and are left out"], text => Assert.Contains(text, cells));
        Assert.Contains("collapse", html.Descendants("p").Single(p => (string?)p.Attribute("class") == "warning").Value, StringComparison.Ordinal);
        Assert.Equal("400 steps, 4 epochs, stages head only, all layers", html.Descendants("p").First().Value);
        Assert.Single(html.Descendants("tr"), row => (string?)row.Attribute("class") == "best");
    }

    [Fact]
    public void Every_curve_that_was_asked_for_is_there()
    {
        SimulatedRun.Write(Log, 400, 4);

        string[] titles = [.. Report().Descendants("figcaption").Select(caption => caption.Value)];

        Assert.Equal(
            [
                "Loss", "Loss terms, unweighted", "Found again", "Mean distances in the batch", "Active terms of the loss", "Triplets of the batch",
                "Learning rate", "Gradient norm", "Mean length of the embeddings", "Images a second", "Share of the time spent waiting for data",
            ],
            titles);
    }

    [Fact]
    public void A_curve_of_what_was_not_measured_is_left_out()
    {
        using (var log = MetricsLog.Create(Log))
        {
            log.Write(new StepMetrics { Step = 1, Loss = 1 });
            log.Write(new StepMetrics { Step = 2, Loss = double.NaN });
        }

        Assert.Equal(["Loss"], Report().Descendants("figcaption").Select(caption => caption.Value));
    }

    [Fact]
    public void It_loads_nothing_from_anywhere()
    {
        SimulatedRun.Write(Log, 200, 2);

        var html = Report(new ReportInput { Title = "t", MetricsLogs = [Log], RankedRetrieval = [Row()] });

        string[] loading = ["src", "href", "action", "poster", "data", "srcset"];
        Assert.All(
            html.DescendantsAndSelf().Attributes().Where(attribute => loading.Contains(attribute.Name.LocalName)),
            attribute => Assert.StartsWith("data:image/", attribute.Value, StringComparison.Ordinal));
        Assert.Empty(html.Descendants("link"));
        Assert.DoesNotContain("url(", html.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("fetch", html.Descendants("script").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_and_wrong_results_are_told_apart()
    {
        SimulatedRun.Write(Log, 50, 1);

        var html = Report(new ReportInput { Title = "t", MetricsLogs = [Log], RankedRetrieval = [Row()] });

        Assert.Equal(
            ["query", "hit", "miss"],
            html.Descendants("div").Where(one => (string?)one.Attribute("class") == "row").Elements().Select(one => (string?)one.Attribute("class")));
        Assert.Equal(2, html.Descendants("img").Count());
        Assert.Contains("0.125", html.Descendants("span").Select(span => span.Value));
    }

    [Fact]
    public void Sixty_thousand_steps_stay_below_two_megabytes()
    {
        SimulatedRun.Write(Log, 60000, 120);

        TrainingReport.Write(_folder.File("r.html"), new ReportInput { Title = "long", MetricsLogs = [Log] });

        Assert.InRange(new FileInfo(_folder.File("r.html")).Length, 50_000, 2_000_000);
    }

    [Fact]
    public void Several_logs_are_one_run()
    {
        SimulatedRun.Write(Log, 100, 1);
        using (var log = MetricsLog.Create(_folder.File("more.jsonl")))
        {
            log.Write(new StepMetrics { Step = 101, Epoch = 2, Loss = 1 });
        }

        var html = Report(new ReportInput { Title = "t", MetricsLogs = [Log, _folder.File("more.jsonl")] });

        Assert.StartsWith("101 steps, 2 epochs", html.Descendants("p").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_enough()
    {
        SimulatedRun.Write(Log, 100, 2);
        File.WriteAllText(_folder.File(RunReport.RecipeFile), "name: mine\n");
        RankedRetrievalFile.Write(_folder.File(RunReport.RankedFile), [Row()]);

        var path = RunReport.Write(_folder.Path);

        Assert.Equal(_folder.File(RunReport.ReportFile), path);
        var html = Xhtml.Parse(File.ReadAllText(path));
        Assert.Equal("name: mine", html.Descendants("pre").Single().Value);
        Assert.Equal(2, html.Descendants("img").Count());
        Assert.Equal(Path.GetFileName(_folder.Path), html.Descendants("h1").Single().Value);
    }

    [Fact]
    public void What_is_missing_or_broken_is_told()
    {
        Assert.Contains("does not exist", Error(() => RunReport.Write(_folder.File("none"))), StringComparison.Ordinal);
        Assert.Contains("has no metrics.jsonl", Error(() => RunReport.Write(_folder.Path)), StringComparison.Ordinal);
        File.WriteAllText(Log, "");
        Assert.Contains("no step yet", Error(() => RunReport.Write(_folder.Path)), StringComparison.Ordinal);
        SimulatedRun.Write(Log, 10, 1);
        foreach (var broken in (string[])["{", "[{}]", "[null]", "[{\"query\":{\"encoded\":\"\",\"caption\":[]}}]"])
        {
            File.WriteAllText(_folder.File(RunReport.RankedFile), broken);
            Assert.Contains("ranked.json is no ranked retrieval", Error(() => RunReport.Write(_folder.Path)), StringComparison.Ordinal);
        }

        static string Error(Action action) => Assert.Throws<ReIdException>(action).Message;
    }

    private static RankedRow Row() => new(
        new RankedPicture(Pictures.Plain(200, 0, 0, ".jpg"), ["id 7", "cam 1"], Hit: null),
        [
            new RankedPicture(Pictures.Plain(0, 200, 0, ".png"), ["0.125", "cam <2>"], Hit: true),
            new RankedPicture([], ["0.250"], Hit: false),
        ]);

    private XElement Report(ReportInput? input = null)
    {
        var path = _folder.File("report.html");
        TrainingReport.Write(path, input ?? new ReportInput { Title = "t", MetricsLogs = [Log] });
        return Xhtml.Parse(File.ReadAllText(path));
    }
}
