using ReId.Ingest.Publishing;

namespace ReId.Ingest.Tests.Publishing;

public class InFlightBudgetTests
{
    private static readonly CancellationToken s_test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_budget_waits_for_a_release()
    {
        using var budget = new InFlightBudget(2);
        var first = Guid.CreateVersion7();
        await budget.AcquireAsync(first, s_test);
        await budget.AcquireAsync(Guid.CreateVersion7(), s_test);

        var third = budget.AcquireAsync(Guid.CreateVersion7(), s_test);
        Assert.False(third.IsCompleted);
        Assert.True(budget.Release(first));
        await third.WaitAsync(TimeSpan.FromSeconds(30), s_test);

        Assert.Equal((2, 2), (budget.InFlight, budget.Capacity));
    }

    [Fact]
    public async Task Only_the_first_release_of_a_crop_counts()
    {
        using var budget = new InFlightBudget(1);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, s_test);

        Assert.False(budget.Release(Guid.CreateVersion7()));
        Assert.True(budget.Release(crop));
        Assert.False(budget.Release(crop));

        await budget.AcquireAsync(Guid.CreateVersion7(), s_test);
        Assert.False(budget.AcquireAsync(Guid.CreateVersion7(), s_test).IsCompleted);
    }

    [Fact]
    public async Task Taking_room_twice_for_a_crop_is_refused_and_costs_nothing()
    {
        using var budget = new InFlightBudget(2);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, s_test);

        await Assert.ThrowsAsync<InvalidOperationException>(() => budget.AcquireAsync(crop, s_test));

        await budget.AcquireAsync(Guid.CreateVersion7(), s_test).WaitAsync(TimeSpan.FromSeconds(30), s_test);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var budget = new InFlightBudget(1);
        using var stop = new CancellationTokenSource();
        await budget.AcquireAsync(Guid.CreateVersion7(), s_test);

        var waiting = budget.AcquireAsync(Guid.CreateVersion7(), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, budget.InFlight);
    }

    [Fact]
    public async Task It_tells_when_nothing_is_in_flight()
    {
        using var budget = new InFlightBudget();
        await budget.WaitForCurrentAsync(s_test);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, s_test);

        var empty = budget.WaitForCurrentAsync(s_test);
        Assert.False(empty.IsCompleted);
        budget.Release(crop);

        await empty.WaitAsync(TimeSpan.FromSeconds(30), s_test);
    }

    [Fact]
    public async Task Crops_that_come_later_are_not_waited_for()
    {
        using var budget = new InFlightBudget();
        var (first, later) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await budget.AcquireAsync(first, s_test);
        var waiting = budget.WaitForCurrentAsync(s_test);

        await budget.AcquireAsync(later, s_test);
        budget.Release(first);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), s_test);
        Assert.Equal(1, budget.InFlight);
    }

    [Fact]
    public async Task What_is_done_before_a_release_is_done_once_while_the_crop_is_in_flight()
    {
        using var budget = new InFlightBudget(1);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, s_test);
        var calls = new List<(int InFlight, bool Again)>();

        Assert.True(budget.Release(crop, () => calls.Add((budget.InFlight, budget.Release(crop, () => Assert.Fail("twice"))))));
        Assert.False(budget.Release(crop, () => Assert.Fail("released before")));
        Assert.False(budget.Release(Guid.CreateVersion7(), () => Assert.Fail("another process's crop")));

        Assert.Equal([(1, false)], calls);
        Assert.Equal(0, budget.InFlight);
    }

    [Fact]
    public async Task A_failure_before_a_release_does_not_keep_the_room()
    {
        using var budget = new InFlightBudget(1);
        var crop = Guid.CreateVersion7();
        await budget.AcquireAsync(crop, s_test);

        Assert.Throws<InvalidOperationException>(() => budget.Release(crop, () => throw new InvalidOperationException("x")));

        Assert.Equal(0, budget.InFlight);
        await budget.AcquireAsync(crop, s_test).WaitAsync(TimeSpan.FromSeconds(30), s_test);
    }

    [Fact]
    public void A_budget_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new InFlightBudget(0));
}
