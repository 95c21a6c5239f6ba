namespace ReId.Index.Identities;

/// <summary>Times of whole microseconds (what PostgreSQL keeps), no two alike, so that they order decisions.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private long _last;

    public DateTimeOffset Next()
    {
        var now = time.GetUtcNow().UtcTicks;
        now -= now % TimeSpan.TicksPerMicrosecond;
        _last = Math.Max(now, _last + TimeSpan.TicksPerMicrosecond);
        return new DateTimeOffset(_last, TimeSpan.Zero);
    }

    public void NotBefore(DateTimeOffset time) => _last = Math.Max(_last, time.UtcTicks);
}
