using System.Diagnostics;

namespace ReId.Ingest.Pipeline;

/// <summary>Adds up the time of one stage, which runs on one thread at a time.</summary>
internal sealed class StageClock
{
    private long _ticks;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, _ticks);

    public T Measure<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            _ticks += Stopwatch.GetTimestamp() - start;
        }
    }

    public async ValueTask<T> MeasureAsync<T>(Func<ValueTask<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _ticks += Stopwatch.GetTimestamp() - start;
        }
    }
}
