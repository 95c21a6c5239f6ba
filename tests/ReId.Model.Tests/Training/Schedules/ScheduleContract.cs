using ReId.Contracts;
using ReId.Model.Training.Schedules;

namespace ReId.Model.Tests.Training.Schedules;

/// <summary>What every schedule must do over ten epochs; a new one inherits this suite with values worked out by hand.</summary>
public abstract class ScheduleContract
{
    private const int Epochs = 10;
    private const int StepsPerEpoch = 4;

    /// <summary>Name in the catalogue.</summary>
    protected abstract string Name { get; }

    /// <summary>Options with which it is tested.</summary>
    protected virtual Dictionary<string, string> Settings => [];

    /// <summary>Epoch and factor, with <see cref="Settings"/>.</summary>
    protected abstract (double Epoch, double Factor)[] ByHand { get; }

    [Fact]
    public void Factors_are_those_worked_out_by_hand()
    {
        var schedule = Create();

        Assert.All(ByHand, one => Assert.Equal(one.Factor, schedule.At(one.Epoch), 1e-12));
    }

    [Fact]
    public void Counting_steps_gives_the_same()
    {
        var schedule = Create();

        Assert.All(Enumerable.Range(0, Epochs * StepsPerEpoch), step =>
            Assert.Equal(schedule.At(step / (double)StepsPerEpoch), schedule.At(step, StepsPerEpoch)));
    }

    [Fact]
    public void It_begins_at_the_base_rate_and_never_rises()
    {
        var schedule = Create();
        var factors = Enumerable.Range(0, (Epochs + 2) * StepsPerEpoch).Select(step => schedule.At(step, StepsPerEpoch)).ToArray();

        Assert.Equal(1, factors[0]);
        Assert.All(factors.Zip(factors.Skip(1)), pair => Assert.InRange(pair.Second, 0, pair.First));
    }

    [Fact]
    public void A_warm_up_multiplies_it_and_then_leaves_it_alone()
    {
        var (plain, warmed) = (Create(), LearningRateScheduleCatalog.Create(Name, Settings, Epochs, 2, 0.1));

        Assert.Equal(0.1 * plain.At(0), warmed.At(0), 1e-12);
        Assert.Equal(0.55 * plain.At(1), warmed.At(1), 1e-12);
        Assert.Equal(plain.At(2), warmed.At(2));
        Assert.Equal(plain.At(9.25), warmed.At(9.25));
    }

    [Fact]
    public void An_unknown_option_is_named() => Assert.Contains(
        $"Schedule '{Name}' has no option 'no_such'",
        Assert.Throws<ReIdException>(() => LearningRateScheduleCatalog.Create(
            Name, new Dictionary<string, string>(Settings) { ["no_such"] = "1" }, Epochs)).Message,
        StringComparison.Ordinal);

    private ILearningRateSchedule Create() => LearningRateScheduleCatalog.Create(Name, Settings, Epochs);
}
