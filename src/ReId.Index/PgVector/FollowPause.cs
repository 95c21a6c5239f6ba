using System.Diagnostics;

namespace ReId.Index.PgVector;

/// <summary>
/// How long changes leave a vector database alone that could not follow. A host that does not answer costs every try its
/// time-out, and crops are stored meanwhile: most of the time they must not wait for it.
/// </summary>
internal sealed class FollowPause
{
    private const int Share = 4;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = TimeSpan.Zero;
    private long _since;

    /// <summary>Whether the next try is due.</summary>
    public bool IsOver => Stopwatch.GetElapsedTime(_since) >= _pause;

    /// <summary>A try failed that began at a timestamp: the next one may come after four times as long as it took.</summary>
    public void Failed(long start)
    {
        _since = Stopwatch.GetTimestamp();
        var pause = Share * Stopwatch.GetElapsedTime(start);
        _pause = pause < s_shortest ? s_shortest : pause > s_longest ? s_longest : pause;
    }
}
