using ReId.Cli.Hosting.Bus;
using ReId.Ingest.Publishing;

namespace ReId.Cli.Tests.Hosting.Bus;

public sealed class BrokerLinesTests
{
    [Fact]
    public async Task A_broker_that_is_away_makes_both_figures_unknown_rather_than_0()
    {
        using var budget = new InFlightBudget();
        await using var lines = new BrokerLines(BusOptions.Read("amqp://guest:guest@127.0.0.1:1/"), budget, TimeProvider.System);

        var seen = await lines.LookAsync(TestContext.Current.CancellationToken);

        Assert.Null(seen.Crops);
        Assert.Null(seen.DeadLetters);
    }
}
