using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Tests.Hosting.Bus;

public sealed class BrokerPatienceTests
{
    [Fact]
    public async Task A_confirmation_that_never_comes_is_not_waited_for()
    {
        var tries = 0;

        await Patience(new HurriedClock()).PublishAsync(
            _ => ++tries < 3 ? Never() : Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_broker_that_is_slow_gets_more_time_with_every_try()
    {
        var clock = new HurriedClock();
        var tries = 0;

        await Patience(clock).PublishAsync(
            _ => ++tries < 4 ? Never() : Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal(
            [BrokerPatience.Answer, 2 * BrokerPatience.Answer, 4 * BrokerPatience.Answer, 8 * BrokerPatience.Answer],
            clock.Asked.Where(time => time >= BrokerPatience.Answer));
    }

    [Fact]
    public async Task A_refusal_does_not_count_as_slowness()
    {
        var clock = new HurriedClock();
        var tries = 0;

        await Patience(clock).PublishAsync(
            _ => ++tries < 4 ? throw new IOException("the line broke") : Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal(4, tries);
        Assert.All(clock.Asked.Where(time => time >= BrokerPatience.Answer), time => Assert.Equal(BrokerPatience.Answer, time));
    }

    [Fact]
    public async Task Whoever_publishes_may_give_up()
    {
        using var end = new CancellationTokenSource();
        var tries = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience(TimeProvider.System).PublishAsync(
            _ =>
            {
                tries++;
                end.Cancel();
                return Never();
            },
            end.Token));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task What_no_second_try_mends_is_thrown_at_once()
    {
        var tries = 0;

        await Assert.ThrowsAsync<ArgumentException>(() => Patience(TimeProvider.System).PublishAsync(
            _ =>
            {
                tries++;
                throw new ArgumentException("no message");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(1, tries);
    }

    private static BrokerPatience Patience(TimeProvider clock) => new(
        new BusWatch(BusOptions.InMemory, new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance), clock);

    // What RabbitMQ.Client makes of a message whose connection broke at the wrong moment, token or not.
    private static Task Never() => new TaskCompletionSource().Task;
}
