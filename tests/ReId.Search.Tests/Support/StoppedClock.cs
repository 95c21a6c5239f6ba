namespace ReId.Search.Tests.Support;

/// <summary>Time that passes only when a test says so.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public void Advance(TimeSpan by) => _passed += by;
}
