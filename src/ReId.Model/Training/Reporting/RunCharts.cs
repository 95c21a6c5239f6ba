using ReId.Model.Reporting.Charts;
using ReId.Model.Training.Metrics;

namespace ReId.Model.Training.Reporting;

/// <summary>The curves of a run. A chart without a number in it is left out.</summary>
internal sealed class RunCharts(RunMetrics run)
{
    private static readonly Axis s_step = new() { Label = "step", Whole = true };
    private static readonly Axis s_share = new() { Percent = true, Low = 0, High = 1 };

    private readonly ChartMark[] _stages = run.HasStages ? [.. run.StageBegins.Select(step => new ChartMark(step.Step, step.Stage))] : [];

    /// <summary>The charts as elements of a page, the most telling first.</summary>
    public IEnumerable<string> All() => new[]
    {
        Steps("Loss", new Axis(), ("loss", step => step.Loss)),
        run.Terms.Count < 2 ? null : Steps("Loss terms, unweighted", new Axis { Logarithmic = FarApart() }, Terms()),
        Scores(),
        Steps(
            "Mean distances in the batch", new Axis { Low = 0 },
            ("different identities", step => Measured(step.NegativeDistance)), ("same identity", step => Measured(step.PositiveDistance))),
        Steps("Active terms of the loss", s_share, ("active", step => step.ActiveFraction ?? double.NaN)),
        Steps(
            "Triplets of the batch", s_share,
            ("easy", step => Share(step, step.Easy)), ("semi-hard", step => Share(step, step.SemiHard)), ("hard", step => Share(step, step.Hard))),
        Rate(),
        Steps("Gradient norm", new Axis { Logarithmic = true }, ("gradient norm", step => step.GradientNorm)),
        Steps("Mean length of the embeddings", new Axis { Low = 0 }, ("length", step => Measured(step.Norm))),
        Steps("Images a second", new Axis { Low = 0 }, ("images/s", step => Measured(step.ImagesPerSecond))),
        Waiting(),
    }.OfType<LineChart>().Where(chart => chart.HasPoints).Select(chart => chart.ToHtml());

    // 0 is what a trainer writes that does not measure.
    private static double Measured(double value) => value == 0 ? double.NaN : value;

    private static double Share(StepMetrics step, long count) =>
        step.Easy + step.SemiHard + step.Hard is > 0 and var all ? (double)count / all : double.NaN;

    private (string Name, Func<StepMetrics, double> Value)[] Terms() =>
        [.. run.Terms.Select(name => (name, (Func<StepMetrics, double>)(step => step.Terms.TryGetValue(name, out var value) ? value : double.NaN)))];

    // A center loss of 40 beside a triplet loss of 0.3 would leave the latter on the floor.
    private bool FarApart()
    {
        const double Factor = 20;
        double[] middles = [.. Terms().Select(term => run.Median(term.Value)).Order()];
        return middles[0] > 0 && middles[^1] > Factor * middles[0];
    }

    private LineChart Steps(string title, Axis up, params (string Name, Func<StepMetrics, double> Value)[] series) => new()
    {
        Title = title,
        Across = s_step,
        Up = up,
        Marks = _stages,
        Series = [.. series.Select(one => new ChartSeries(
            one.Name, [.. run.Steps.Select(step => new ChartPoint(step.Step, one.Value(step)))],
            series.Length <= 2 ? SeriesStyle.Smoothed : SeriesStyle.SmoothedOnly))],
    };

    private LineChart Rate() => Steps("Learning rate", new Axis { Logarithmic = true }) with
    {
        Series = [new ChartSeries("learning rate", [.. run.Steps.Select(step => new ChartPoint(step.Step, step.LearningRate))])],
    };

    // Waiting that never happened is still good to know where the trainer measured it, which shows in its speed.
    private LineChart? Waiting() => run.Steps.Any(step => step.ImagesPerSecond > 0)
        ? Steps("Share of the time spent waiting for data", new Axis { Percent = true, Low = 0 }, ("waiting", step => step.DataWaitShare))
        : null;

    private LineChart? Scores()
    {
        (string Name, Func<EvaluationMetrics, double> Value)[] scores =
            [("mAP", one => one.MAp), ("rank-1", one => one.Rank1), ("rank-5", one => one.Rank5), ("mINP", one => one.MInp)];
        return run.Evaluations.Count == 0 ? null : new LineChart
        {
            Title = "Found again",
            Across = new Axis { Label = "epoch", Whole = true },
            Up = new Axis { Percent = true, Low = 0 },
            Series = [.. scores.Where(score => run.Evaluations.Any(one => score.Value(one) != 0)).Select(score => new ChartSeries(
                score.Name, [.. run.Evaluations.Select(one => new ChartPoint(one.Epoch, score.Value(one)))], SeriesStyle.MarkedLine))],
        };
    }
}
