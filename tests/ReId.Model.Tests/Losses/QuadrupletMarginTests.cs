using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Quadruplets;
using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

/// <summary>
/// The margins of quadruplets: a schedule sets the first and the second keeps its proportion; adaptive ones follow the
/// batch. Triplets are counted with the first one in force.
/// </summary>
public class QuadrupletMarginTests
{
    public static TheoryData<string> Names() => new("quadruplet_exhaustive", "quadruplet_batch_hard");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_second_margin_keeps_its_proportion(string name)
    {
        using var scheduled = Make(name, ("margin1", "0.9"), ("margin2", "0.3"));
        using var made = Make(name, ("margin1", "0.6"), ("margin2", "0.2"));
        var before = LossRun.Of(scheduled, Batch.Usual).Value;

        MarginSchedule.Linear(0.3, 0.9, 4).Apply(scheduled, 2);

        Assert.Equal(0.6, ((IMarginLoss)scheduled).Margin, 1e-12);
        Assert.Equal(0.6, scheduled.CategoryMargin, 1e-12);
        Assert.Equal(LossRun.Of(made, Batch.Usual).Value, LossRun.Of(scheduled, Batch.Usual).Value, 1e-12);
        Assert.NotEqual(before, LossRun.Of(scheduled, Batch.Usual).Value, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_its_end_the_margins_are_the_options_to_the_last_bit(string name)
    {
        using var scheduled = Make(name, ("margin1", "0.3"), ("margin2", "0.1"));
        using var made = Make(name, ("margin1", "0.3"), ("margin2", "0.1"));
        var schedule = MarginSchedule.Linear(0, 0.3, 4);

        schedule.Apply(scheduled, 0);
        schedule.Apply(scheduled, 4);

        Assert.Equal(LossRun.Of(made, Batch.Usual).Value, LossRun.Of(scheduled, Batch.Usual).Value);
    }

    [Fact]
    public void Where_both_margins_are_0_the_second_stays_there()
    {
        using var scheduled = Make("quadruplet_batch_hard", ("margin1", "0"), ("margin2", "0"));
        using var made = Make("quadruplet_batch_hard", ("margin1", "0.5"), ("margin2", "0"));

        MarginSchedule.Constant(0.5).Apply(scheduled, 0);

        Assert.Equal(LossRun.Of(made, Batch.Usual).Value, LossRun.Of(scheduled, Batch.Usual).Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Adaptive_margins_take_no_schedule(string name)
    {
        using var loss = Make(name, ("margins", "adaptive"));

        var problem = Assert.Throws<ReIdException>(() => MarginSchedule.Constant(1).Apply(loss, 0));

        Assert.Equal(
            $"Loss '{name}' has adaptive margins, which follow each batch: a margin schedule needs the option 'margins=fixed'.",
            problem.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_adaptive_margins_triplets_are_counted_with_that_of_the_last_batch(string name)
    {
        using var loss = Make(name, ("margins", "adaptive"), ("margin1", "0.7"), ("weight1", "2"), ("squared", "false"));
        var batch = Batch.Clusters;
        var oracle = new OracleBatch(batch.Embeddings, batch.Labels, new Dictionary<string, double[,]>());
        Assert.Equal(0.7, loss.CategoryMargin);

        LossRun.ValueOf(loss, batch);

        Assert.Equal(2 * QuadrupletContract.Gap(oracle, oracle.Distances()), loss.CategoryMargin, 1e-12);
        Assert.Equal(loss.CategoryMargin, loss.Margin);
        LossRun.ValueOf(loss, Batch.Collapsed);
        Assert.Equal(0, loss.CategoryMargin);
    }

    private static QuadrupletLoss Make(string name, params (string Key, string Value)[] options) =>
        (QuadrupletLoss)LossCatalog.Get(name).Create(options.ToDictionary(one => one.Key, one => one.Value));
}
