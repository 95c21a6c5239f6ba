namespace ReId.Cli.Tests.Hosting.Bus;

/// <summary>A second takes a millisecond.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private readonly List<TimeSpan> _asked = [];

    public IReadOnlyList<TimeSpan> Asked => _asked;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _asked.Add(dueTime);
        return base.CreateTimer(callback, state, dueTime / 1000, period);
    }
}
