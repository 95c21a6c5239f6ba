using System.Diagnostics;
using ReId.Model.Training.Runs;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>Where the time of a step is counted; no test asks how long anything takes.</summary>
public sealed class StepClockTests
{
    [Fact]
    public void The_share_of_a_step_is_that_of_this_step_alone()
    {
        var clock = new StepClock();
        Lap(clock, StepClock.Part.Data);
        var (seconds, waited) = clock.EndStep();
        Lap(clock, StepClock.Part.Network);
        var (second, computed) = clock.EndStep();

        Assert.True(seconds > 0 && second > 0);
        Assert.Equal((1, 0), (waited, computed));
        Assert.InRange(clock.Shares.Data, double.Epsilon, 1 - 1e-9);
        Assert.Equal(clock.Total.TotalSeconds, seconds + second, 1e-6);
    }

    [Fact]
    public void What_is_skipped_belongs_to_no_step()
    {
        const int Skipped = 20;
        var all = Stopwatch.StartNew();
        var clock = new StepClock();
        Lap(clock, StepClock.Part.Loss);
        Thread.Sleep(Skipped + 1);
        clock.Skip();
        Lap(clock, StepClock.Part.Optimizer);

        Assert.True(clock.Total <= all.Elapsed - TimeSpan.FromMilliseconds(Skipped), $"{clock.Total} of {all.Elapsed}");
        Assert.Equal(0, clock.EndStep().Waited);
    }

    // Long enough to be seen by any clock.
    private static void Lap(StepClock clock, StepClock.Part part)
    {
        Thread.Sleep(1);
        clock.Lap(part);
    }
}
