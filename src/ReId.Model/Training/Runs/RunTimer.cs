using System.Diagnostics;

namespace ReId.Model.Training.Runs;

/// <summary>Time left, and when the next checkpoint is due.</summary>
/// <param name="total">Steps of the whole run.</param>
internal sealed class RunTimer(int total)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _checkpoint = Stopwatch.GetTimestamp();
    private int _first = -1;

    /// <summary>From the rate since the run began or went on.</summary>
    public TimeSpan? Left(int done)
    {
        if (_first < 0)
        {
            _first = done - 1;
            return null;
        }

        return Stopwatch.GetElapsedTime(_began) / (done - _first) * Math.Max(0, total - done);
    }

    public bool CheckpointIsDue(TimeSpan every) => Stopwatch.GetElapsedTime(_checkpoint) >= every;

    public void CheckpointIsMade() => _checkpoint = Stopwatch.GetTimestamp();
}
