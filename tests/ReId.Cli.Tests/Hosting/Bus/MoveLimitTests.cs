using MassTransit;
using MassTransit.Middleware;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Tests.Hosting.Bus;

public sealed class MoveLimitTests
{
    private readonly HurriedClock _clock = new();

    [Fact]
    public async Task A_move_that_is_never_confirmed_fails_its_delivery_which_comes_again()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => MoveAsync(() => new TaskCompletionSource().Task));

        Assert.Contains(MoveLimit<Delivery>.Answer, _clock.Asked);
        Assert.True(BrokerPatience.MayPass(failure)); // So it is no dead letter in the log yet.
    }

    [Fact]
    public async Task A_move_that_is_confirmed_or_refused_is_what_it_is()
    {
        var moved = false;
        await MoveAsync(() =>
        {
            moved = true;
            return Task.CompletedTask;
        });

        Assert.True(moved);
        await Assert.ThrowsAsync<IOException>(() => MoveAsync(() => throw new IOException("the line broke")));
    }

    private Task MoveAsync(Func<Task> move) =>
        ((IFilter<Delivery>)new MoveLimit<Delivery>(_clock)).Send(new Delivery(), Pipe.ExecuteAsync<Delivery>(_ => move()));

    private sealed class Delivery : BasePipeContext, PipeContext;
}
