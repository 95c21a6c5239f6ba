using ReId.Ingest.Publishing;

namespace ReId.Ingest.Tests.Publishing;

/// <summary>Crops of which nothing is ever heard: over a broker a queue may be purged.</summary>
public sealed class BudgetExpiryTests
{
    private static readonly TimeSpan s_expiry = TimeSpan.FromMinutes(10);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_crop_is_waited_for_as_long_as_was_said_and_no_longer()
    {
        using var budget = new InFlightBudget(2, expiry: s_expiry, clock: _clock);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, TestContext.Current.CancellationToken);
        budget.Sent(crop);
        var waiting = budget.WaitForCurrentAsync(TestContext.Current.CancellationToken);

        _clock.Pass(s_expiry - TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0, false), (budget.InFlight, budget.Unheard, waiting.IsCompleted));

        _clock.Pass(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (budget.InFlight, budget.Unheard));
        Assert.False(budget.Release(crop));
    }

    [Fact]
    public async Task The_time_counts_from_when_the_broker_took_the_crop()
    {
        using var budget = new InFlightBudget(2, expiry: s_expiry, clock: _clock);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, TestContext.Current.CancellationToken);

        // The broker is away for long.
        _clock.Pass(3 * s_expiry);
        Assert.Equal(1, budget.InFlight);
        budget.Sent(crop);
        _clock.Pass(s_expiry / 2);
        Assert.Equal(1, budget.InFlight);

        Assert.True(budget.Release(crop));
        budget.Sent(crop);
        Assert.Equal((0, 0), (budget.InFlight, budget.Unheard));
    }

    [Fact]
    public async Task Without_an_expiry_a_crop_is_waited_for_for_ever()
    {
        using var budget = new InFlightBudget(1, clock: _clock);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, TestContext.Current.CancellationToken);
        budget.Sent(crop);

        _clock.Pass(TimeSpan.FromDays(1));

        Assert.Equal((1, 0), (budget.InFlight, _clock.Timers));
    }

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        private Action _tick = () => { };

        public int Timers { get; private set; }

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            _tick += () => callback(state);
            return new NoTimer();
        }

        public void Pass(TimeSpan time)
        {
            _now += time;
            _tick();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
