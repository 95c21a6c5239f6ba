using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using ReId.Contracts;
using ReId.Search.Endpoints.Health;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Endpoints;

public sealed class PictureHealthTests
{
    private readonly StoppedClock _clock = new();
    private Exception? _trouble;
    private int _asked;

    [Fact]
    public async Task The_bucket_is_asked_once_in_a_while_whatever_it_answers()
    {
        var health = Health();
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (await StatusAsync(health), await StatusAsync(health)));
        Assert.Equal(1, _asked);

        _trouble = new StoreUnavailableException("Pictures in s3://reid/ cannot be reached.");
        _clock.Advance(PictureHealth.Remembered - TimeSpan.FromTicks(1));
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((HealthStatus.Degraded, HealthStatus.Degraded), (await StatusAsync(health), await StatusAsync(health)));
        Assert.Equal(2, _asked);

        _trouble = null;
        _clock.Advance(PictureHealth.Remembered);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task Many_at_a_time_are_one_question()
    {
        var answer = new TaskCompletionSource();
        var health = Health(_ => answer.Task);

        var all = Enumerable.Range(0, 20).Select(_ => StatusAsync(health)).ToArray();
        answer.SetResult();

        Assert.All(await Task.WhenAll(all), status => Assert.Equal(HealthStatus.Healthy, status));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_the_question_to_the_next()
    {
        using var impatient = new CancellationTokenSource();
        var hangs = true;
        var health = Health(token => hangs ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask);

        var first = health.CheckHealthAsync(new HealthCheckContext(), impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        hangs = false;

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task What_anybody_may_read_does_not_say_where_the_bucket_is()
    {
        _trouble = new StoreUnavailableException("Pictures in s3://reid/ cannot be reached.");

        var result = await Health().CheckHealthAsync(new HealthCheckContext(), Token);

        var reason = Assert.IsType<string>(result.Data[HealthEndpoints.Reason]);
        Assert.Equal("Waiting for the bucket of pictures, which does not answer; the log says why.", reason);
        Assert.Equal(_trouble.Message, result.Description);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PictureHealth Health(Func<CancellationToken, Task>? ask = null) => new(
        async token =>
        {
            _asked++;
            await (ask?.Invoke(token) ?? Task.CompletedTask);
            if (_trouble is { } trouble)
            {
                throw trouble;
            }
        },
        _clock,
        NullLogger<PictureHealth>.Instance);

    private static async Task<HealthStatus> StatusAsync(PictureHealth health) =>
        (await health.CheckHealthAsync(new HealthCheckContext(), Token)).Status;
}
