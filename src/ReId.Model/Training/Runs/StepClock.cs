using System.Diagnostics;

namespace ReId.Model.Training.Runs;

/// <summary>Adds up the times of the parts of a step.</summary>
internal sealed class StepClock
{
    private readonly long[] _ticks = new long[4];
    private long _last = Stopwatch.GetTimestamp();
    private (long All, long Data) _stepBegan;

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

    /// <summary>Ends a step.</summary>
    /// <returns>How long it took since the one before ended, and the share of that which was spent waiting for data.</returns>
    public (double Seconds, double Waited) EndStep()
    {
        var (all, data) = (_ticks.Sum(), _ticks[(int)Part.Data]);
        var (step, waited) = (Math.Max(1, all - _stepBegan.All), data - _stepBegan.Data);
        _stepBegan = (all, data);
        return (Stopwatch.GetElapsedTime(0, step).TotalSeconds, (double)waited / step);
    }

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
