namespace ReId.Ingest.Sources.Live;

/// <summary>
/// Waiting times between attempts: doubled each time up to a cap, and shortened by chance to between half and all of
/// it, so that the cameras behind one switch that came back do not all call at once.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _failures;

    /// <summary>Attempts in a row that failed.</summary>
    public int Failures => _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var whole = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(_failures, 30)));
        _failures++;
        return TimeSpan.FromSeconds(whole * (0.5 + (0.5 * random.NextDouble())));
    }
}
