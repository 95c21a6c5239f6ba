using ReId.Model.Training.Metrics;

namespace ReId.Model.Tests.Training.Metrics;

public sealed class CollapseWatchTests
{
    private const double Margin = 0.3;

    [Fact]
    public void A_collapse_is_told_once_with_numbers_and_help()
    {
        var watch = new CollapseWatch();

        var told = Told(watch, 400, Collapsing);

        Assert.Single(told);
        Assert.All(
            ["0.3", "term 'triplet'", "50 steps", "lower learning rate", "soft margin", "semi-hard", "warm-up", "normalised", "P×K"],
            word => Assert.Contains(word, told[0].Text, StringComparison.Ordinal));
        Assert.EndsWith(".", told[0].Text, StringComparison.Ordinal);
        Assert.InRange(told[0].Step, 50, 250);
    }

    [Fact]
    public void The_soft_margin_collapses_to_ln_2_and_is_no_help_then()
    {
        var watch = new CollapseWatch();

        var told = Told(watch, 300, i => Step(
            Math.Log(2) + (0.5 * Math.Exp(-i / 20.0)), 10 * Math.Exp(-i / 20.0), 12 * Math.Exp(-i / 20.0), Math.Log(2)));

        Assert.Contains("ln 2", Assert.Single(told).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("the soft margin,", told[0].Text.Split("what helps")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_collapse_within_the_first_steps_is_seen()
    {
        var told = Told(new CollapseWatch(), 100, i => i == 0 ? Step(0.9, 8, 9) : Step(Margin + 1e-4, 1e-3, 1e-3));

        Assert.Single(told);
    }

    [Fact]
    public void Each_stage_is_watched_afresh()
    {
        var watch = new CollapseWatch();

        var told = Told(watch, 600, i => Collapsing(i % 300) with { Stage = i < 300 ? "one" : "two" });

        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void A_healthy_run_is_left_in_peace() =>
        Assert.Empty(Told(new CollapseWatch(), 2000, i => Step(
            (0.6 * Math.Exp(-i / 300.0)) + (0.02 * Noise(i)), 8 * (0.4 + (0.6 * Math.Exp(-i / 200.0))), 9 + (i / 400.0))));

    [Fact]
    public void A_loss_that_converges_to_0_while_the_scale_shrinks_is_left_in_peace() =>
        Assert.Empty(Told(new CollapseWatch(), 2000, i => Step(
            0.5 * Math.Exp(-i / 100.0), (5 * Math.Exp(-i / 100.0)) + 0.01, (10 * Math.Exp(-i / 100.0)) + 0.6)));

    [Fact]
    public void A_plateau_at_the_margin_without_shrinking_is_left_in_peace() =>
        Assert.Empty(Told(new CollapseWatch(), 2000, i => Step(Margin * (1 + (0.02 * Noise(i))), 1.1, 1.2)));

    [Fact]
    public void Small_distances_of_normalised_embeddings_are_left_in_peace() =>
        Assert.Empty(Told(new CollapseWatch(), 2000, i => Step(Margin + 0.001, 0.011 + (0.001 * Noise(i)), 0.012) with { Norm = 1 }));

    [Fact]
    public void A_loss_of_another_size_and_one_that_is_no_number_are_left_in_peace()
    {
        Assert.Empty(Told(new CollapseWatch(), 400, i => Collapsing(i) with { Loss = 2, Terms = new Dictionary<string, double> { ["softmax"] = 2 }, Collapsed = At(Margin, "softmax") }));
        Assert.Empty(Told(new CollapseWatch(), 400, i => Step(double.NaN, double.NaN, double.NaN)));
    }

    [Fact]
    public void A_level_that_moves_with_a_growing_margin_is_followed()
    {
        Assert.Single(Told(new CollapseWatch(), 200, i => Growing(i, Level(i))));
        Assert.Empty(Told(new CollapseWatch(), 200, i => Growing(i, Level(200))));

        static double Level(int i) => 0.1 + (0.002 * i);
        static StepMetrics Growing(int i, double level) => Step(Level(i), 8 * Math.Exp(-i / 5.0), 9 * Math.Exp(-i / 5.0), level);
    }

    [Fact]
    public void A_loss_that_costs_nothing_on_one_point_is_left_in_peace() =>
        Assert.Empty(Told(new CollapseWatch(), 200, i => Step(0, 8 * Math.Exp(-i / 5.0), 9 * Math.Exp(-i / 5.0), level: 0)));

    [Fact]
    public void What_a_watch_knew_is_handed_on_over_an_interruption()
    {
        var before = new CollapseWatch();
        Assert.Empty(Told(before, 40, Collapsing));
        var after = new CollapseWatch(reference: before.Reference);

        var told = Assert.Single(Told(after, 400, _ => Collapsing(200)));
        Assert.Contains("from 8 to", told.Text, StringComparison.Ordinal);
        Assert.Empty(Told(new CollapseWatch(reference: after.Reference), 400, _ => Collapsing(200)));
        Assert.Empty(Told(new CollapseWatch(), 400, _ => Collapsing(200)));
    }

    [Fact]
    public void Levels_are_asked_for_where_both_distances_have_shrunk()
    {
        var watch = new CollapseWatch();
        Assert.False(watch.HaveShrunk(0, 0));
        watch.Observe(Step(1, 10, 10));

        Assert.True(watch.HaveShrunk(2.9, 2.9));
        Assert.False(watch.HaveShrunk(3.1, 2.9));
        Assert.False(watch.HaveShrunk(2.9, 3.1));
    }

    [Fact]
    public void After_it_has_spoken_no_level_is_asked_for()
    {
        var watch = new CollapseWatch();
        Assert.Single(Told(watch, 400, Collapsing));

        Assert.False(watch.HaveShrunk(1e-6, 1e-6));
    }

    private static StepMetrics Collapsing(int i)
    {
        var distance = 8 * Math.Exp(-i / 20.0);
        var triplet = Margin + (0.2 * distance) + (0.002 * Noise(i));
        return Step(2 + triplet, distance, 1.1 * distance) with
        {
            Terms = new Dictionary<string, double> { ["softmax"] = 2, ["triplet"] = triplet },
            Collapsed = At(Margin, "triplet"),
        };
    }

    private static StepMetrics Step(double loss, double positive, double negative, double level = Margin) =>
        new() { Step = 1, Loss = loss, PositiveDistance = positive, NegativeDistance = negative, Collapsed = At(level) };

    private static Dictionary<string, double> At(double level, string term = "") => new() { [term] = level };

    // From −1 to 1, the same each time.
    private static double Noise(int i) => Math.Sin(i * 12.9898);

    private static List<(int Step, string Text)> Told(CollapseWatch watch, int steps, Func<int, StepMetrics> run)
    {
        var told = new List<(int Step, string Text)>();
        for (var i = 0; i < steps; i++)
        {
            if (watch.Observe(run(i) with { Step = i + 1 }) is { } text)
            {
                told.Add((i + 1, text));
            }
        }

        return told;
    }
}
