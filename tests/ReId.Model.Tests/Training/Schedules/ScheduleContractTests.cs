using ReId.Model.Training.Schedules;

namespace ReId.Model.Tests.Training.Schedules;

public class ConstantScheduleTests : ScheduleContract
{
    protected override string Name => "constant";

    protected override (double Epoch, double Factor)[] ByHand => [(0, 1), (5.5, 1), (10, 1)];
}

public class StepScheduleTests : ScheduleContract
{
    protected override string Name => "step";

    protected override Dictionary<string, string> Settings => new() { ["every"] = "3", ["gamma"] = "0.5" };

    protected override (double Epoch, double Factor)[] ByHand => [(0, 1), (2.75, 1), (3, 0.5), (6, 0.25), (9.5, 0.125)];
}

public class MultiStepScheduleTests : ScheduleContract
{
    protected override string Name => "multi_step";

    protected override Dictionary<string, string> Settings => new() { ["milestones"] = "[4, 7.5]" };

    protected override (double Epoch, double Factor)[] ByHand => [(0, 1), (3.75, 1), (4, 0.1), (7.25, 0.1), (7.5, 0.01), (10, 0.01)];
}

public class CosineScheduleTests : ScheduleContract
{
    protected override string Name => "cosine";

    protected override Dictionary<string, string> Settings => new() { ["last"] = "0.2" };

    // 0.2 + 0.8·(1 + cos(π·epoch/10))/2; cos 60° is a half.
    protected override (double Epoch, double Factor)[] ByHand => [(0, 1), (10 / 3.0, 0.8), (5, 0.6), (20 / 3.0, 0.4), (10, 0.2), (12, 0.2)];
}

public class ExponentialScheduleTests : ScheduleContract
{
    protected override string Name => "exponential";

    protected override Dictionary<string, string> Settings => new() { ["from"] = "4", ["last"] = "0.001" };

    protected override (double Epoch, double Factor)[] ByHand => [(0, 1), (4, 1), (6, 0.1), (8, 0.01), (10, 0.001), (12, 0.001)];

    [Fact]
    public void Every_schedule_has_a_contract() => Assert.Equal(
        typeof(ScheduleContract).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(ScheduleContract))),
        LearningRateScheduleCatalog.Names.Count);
}
