using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>The keys <c>margin_from</c> and <c>margin_epochs</c> of a recipe.</summary>
public sealed class MarginScheduleTests : IDisposable
{
    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_margin_of_a_term_grows_epoch_by_epoch_and_then_stays()
    {
        using var losses = Read("""
            - { name: triplet_batch_hard, options: { margin: 0.5 }, margin_from: 0.1, margin_epochs: 4 }
            - { name: quadruplet_batch_hard, margin_from: 0, margin_epochs: 2 }
            - { name: triplet_batch_all, options: { margin: 0.7 } }
            """);

        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.5], Margins(losses, 0), Near);
        Assert.Equal([0, 0.5, 1, 1, 1, 1], Margins(losses, 1), Near);
        Assert.Equal([0.7, 0.7, 0.7, 0.7, 0.7, 0.7], Margins(losses, 2), Near);
        Assert.Equal("triplet_batch_hard", losses.Main.Name);
    }

    [Fact]
    public void Without_margin_epochs_it_takes_ten()
    {
        using var losses = Read("- { name: triplet_batch_hard, options: { margin: 1 }, margin_from: 0 }");

        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5], Margins(losses, 0), Near);
    }

    [Theory]
    [InlineData("- { name: circle, margin_from: 0.1 }", "Loss 'circle' has no margin that 'margin_from' could begin with: leave it out.")]
    [InlineData(
        "- { name: quadruplet_batch_hard, options: { margins: adaptive }, margin_from: 0.1 }",
        "Loss 'quadruplet_batch_hard' has adaptive margins, which follow each batch: a margin schedule needs the option 'margins=fixed'.")]
    [InlineData("- { name: triplet_batch_hard, margin_from: 0.1, margin_epochs: 0 }", "margin_epochs")]
    public void A_schedule_that_a_term_cannot_have_is_told(string terms, string sentence)
    {
        var problem = Assert.Throws<ReIdException>(() => Read(terms).Dispose());

        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    // A margin of hundreds outweighs every distance, so the loss tells which one was in force.
    [Fact]
    public async Task A_run_trains_each_epoch_with_its_own_margin()
    {
        var observer = new RecordingObserver();

        await _runs.RunAsync(
            "grows",
            ["stages=[{epochs: 3, learning_rate: 1.0e-6, losses: [{name: triplet_batch_hard, options: {margin: 800, normalize: true}, margin_from: 200, margin_epochs: 2}]}]"],
            observer);

        Assert.Equal([200, 500, 800], observer.Steps.GroupBy(step => step.Epoch).OrderBy(epoch => epoch.Key).Select(epoch => epoch.Average(step => step.Loss)), (a, b) => Math.Abs(a - b) < 3);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static double[] Margins(StageLosses losses, int term) => [.. Enumerable.Range(0, 6).Select(epoch =>
    {
        losses.BeginEpoch(epoch);
        return ((IMarginLoss)losses.All.ElementAt(term).Loss).Margin;
    })];

    private static StageLosses Read(string terms)
    {
        var recipe = RecipeReader.Parse($"stages:\n- epochs: 6\n  losses:\n{string.Join('\n', terms.Split('\n').Select(line => "  " + line))}\n", "r.yaml", []);
        return new StageLosses(recipe.Stages[0].Losses, new LossSize(4, 8), "stage", seed: 1);
    }
}
