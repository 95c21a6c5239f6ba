using ReId.Ingest.Publishing;

namespace ReId.Search.Queues;

/// <summary>All is in one process: what it captured itself is all there is, and it has no dead queues.</summary>
internal sealed class OwnLines(InFlightBudget budget) : ICropLines
{
    public ValueTask<CropsOnTheWay> LookAsync(CancellationToken cancellationToken) => new(new CropsOnTheWay(budget.InFlight, 0));
}
