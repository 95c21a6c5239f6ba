using System.Diagnostics;

namespace ReId.Model.Training.Runs;

/// <summary>Where the time of the steps goes, as shares that add up to 1 (0 before the first step).</summary>
/// <param name="Data">Waiting for batches.</param>
/// <param name="Network">Forward and backward pass.</param>
/// <param name="Loss">Losses, miners and their counts, forward.</param>
/// <param name="Optimizer">Clipping, the step, the moving average.</param>
public readonly record struct TimeShares(double Data, double Network, double Loss, double Optimizer);

/// <summary>Adds up the times of the parts of a step.</summary>
internal sealed class StepClock
{
    private readonly long[] _ticks = new long[4];
    private long _last = Stopwatch.GetTimestamp();

    public enum Part
    {
        Data,
        Network,
        Loss,
        Optimizer,
    }

    /// <summary>The time since the last call belongs to this part.</summary>
    public void Lap(Part part)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)part] += now - _last;
        _last = now;
    }

    /// <summary>The time since the last call belongs to nothing: evaluation, checkpoints.</summary>
    public void Skip() => _last = Stopwatch.GetTimestamp();

    public TimeShares Shares
    {
        get
        {
            var total = Math.Max(1.0, _ticks.Sum());
            return new TimeShares(_ticks[0] / total, _ticks[1] / total, _ticks[2] / total, _ticks[3] / total);
        }
    }

    /// <summary>Time of all parts so far.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, _ticks.Sum());
}
