using ReId.Model.Training.Metrics;
using ReId.Model.Training.Reporting;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Reporting;

public sealed class RunMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Waiting_for_data_counts_by_time_not_by_steps()
    {
        var path = _folder.File("metrics.jsonl");
        using (var log = MetricsLog.Create(path))
        {
            // Three fast steps that wait for nothing, and one of ten times their length that only waits.
            for (var step = 1; step <= 4; step++)
            {
                log.Write(new StepMetrics { Step = step, Loss = 1, ImagesPerSecond = step < 4 ? 100 : 10, DataWaitShare = step < 4 ? 0 : 1 });
            }
        }

        Assert.Equal(10.0 / 13, RunMetrics.Read([path]).DataWaitShare, 1e-12);
    }

    [Fact]
    public void A_run_that_measured_no_speed_waited_for_nothing_that_is_known()
    {
        var path = _folder.File("metrics.jsonl");
        using (var log = MetricsLog.Create(path))
        {
            log.Write(new StepMetrics { Step = 1, Loss = 1 });
        }

        Assert.Equal(0, RunMetrics.Read([path]).DataWaitShare);
    }
}
