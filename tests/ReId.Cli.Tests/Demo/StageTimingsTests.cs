using System.Diagnostics.Metrics;
using ReId.Cli.Demo;
using ReId.Ingest.Pipeline;

namespace ReId.Cli.Tests.Demo;

public sealed class StageTimingsTests
{
    [Fact]
    public void Several_ingestions_add_up()
    {
        using var timings = new StageTimings();

        timings.Add(Seconds(1, 0.5, 2, 3, 4, 5));
        timings.Add(Seconds(10, 1, 20, 30, 40, 50));

        Assert.Equal(11, timings.Seconds["decode"]);
        Assert.Equal(1.5, timings.Seconds["gate"]);
        Assert.Equal(22, timings.Seconds["detect"]);
        Assert.Equal(33, timings.Seconds["track"]);
        Assert.Equal(44, timings.Seconds["crop"]);
        Assert.Equal(55, timings.Seconds["publish"]);
    }

    [Fact]
    public void The_durations_of_other_rooms_are_heard_and_nothing_else()
    {
        using var timings = new StageTimings();
        using var meter = new Meter("test");

        meter.CreateHistogram<double>("reid.embed.duration").Record(1.5);
        meter.CreateHistogram<double>("reid.index.duration").Record(0.25);
        meter.CreateHistogram<double>("reid.other.duration").Record(9);

        Assert.Equal(
            new Dictionary<string, double> { ["embed"] = 1.5, ["index"] = 0.25 }, timings.Seconds);
    }

    [Fact]
    public void A_measured_stage_counts_when_it_ends()
    {
        using var timings = new StageTimings();

        using (timings.Measure("query"))
        {
            Assert.Empty(timings.Seconds);
        }

        Assert.True(timings.Seconds["query"] >= 0);
    }

    private static IngestTimings Seconds(params double[] stages) => new(
        TimeSpan.FromSeconds(stages[0]), TimeSpan.FromSeconds(stages[1]), TimeSpan.FromSeconds(stages[2]),
        TimeSpan.FromSeconds(stages[3]), TimeSpan.FromSeconds(stages[4]), TimeSpan.FromSeconds(stages[5]), TimeSpan.FromSeconds(stages.Sum()));
}
