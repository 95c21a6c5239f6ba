using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <content>What it tells.</content>
public sealed partial class IdentityStore
{
    /// <inheritdoc/>
    public Identity? Peek(Guid id) => _lookup.Find(id);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IdentitySummary>> ListAsync(IdentityListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var rising = listing.Order == IdentityOrder.Oldest;
        var identities = await ReadStateAsync(
            state =>
            {
                var all = state.Identities.Values
                    .Where(identity => identity.MergedInto is null && (listing.Hidden || !identity.Hidden)
                        && (identity.Name is not null || state.Members(identity.Id).Count > 0)
                        && (listing.Text is not { } text || identity.Name?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true))
                    .Select(identity => (Identity: identity, Place: new IdentityPosition(
                        listing.Order == IdentityOrder.Largest ? state.Members(identity.Id).Count : identity.CreatedAt.UtcTicks, identity.Id)))
                    .Where(one => listing.Beyond is not { } beyond
                        || (rising ? Compare(one.Place, beyond) > 0 : Compare(one.Place, beyond) < 0));
                var order = Comparer<IdentityPosition>.Create(Compare);
                return (rising ? all.OrderBy(one => one.Place, order) : all.OrderByDescending(one => one.Place, order))
                    .Take(listing.Limit).Select(one => one.Identity).ToList();
            },
            cancellationToken);
        return await SummariseAsync(identities, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IdentitySummary?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await ReadStateAsync(state => state.Identities.GetValueOrDefault(state.Resolve(id)), cancellationToken) is { } identity
            ? (await SummariseAsync([identity], cancellationToken))[0]
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, Membership>> MembershipsAsync(IReadOnlyCollection<Guid> crops, CancellationToken cancellationToken) =>
        await ReadStateAsync(
            state => crops.Where(state.Assignments.ContainsKey).Distinct()
                .ToDictionary(crop => crop, crop => new Membership(state.Assignments[crop], state.Rules.PinOf(crop) is not null)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IdentityVisit>> TimelineAsync(Guid id, CancellationToken cancellationToken)
    {
        var identity = await ReadStateAsync(state => new OperationMaker(state, "", _clock.Next).Find(id).Id, cancellationToken);
        var crops = await CropsAsync([identity], cancellationToken);
        return [.. crops.GroupBy(crop => (crop.TrackletId, crop.Camera))
            .Select(visit => new IdentityVisit(
                visit.Key.Camera, visit.Key.TrackletId, visit.Min(crop => crop.At), visit.Max(crop => crop.At),
                [.. visit.OrderBy(crop => crop.At).Select(crop => crop.Id)],
                visit.OrderByDescending(crop => crop.Quality).ThenBy(crop => crop.Id).First().Id))
            .OrderBy(visit => visit.From).ThenBy(visit => visit.TrackletId)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(
        Guid? identity, int limit, long? before, CancellationToken cancellationToken) =>
        await _journal.HistoryAsync(identity, limit, before, cancellationToken);

    /// <inheritdoc/>
    public async Task<OperationDetail?> OperationAsync(Guid operationId, CancellationToken cancellationToken) =>
        await _journal.DetailAsync(operationId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, Guid>> UndoneAsync(IReadOnlyCollection<Guid> operations, CancellationToken cancellationToken) =>
        await _journal.UndoneAsync(operations, cancellationToken);

    internal async Task<T> ReadStateAsync<T>(Func<IdentityState, T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return read(_state);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static int Compare(IdentityPosition a, IdentityPosition b) => (a.Key, a.IdentityId).CompareTo((b.Key, b.IdentityId));

    private async Task<List<IdentitySummary>> SummariseAsync(List<Identity> identities, CancellationToken cancellationToken)
    {
        var all = (await CropsAsync(identities.Select(identity => identity.Id), cancellationToken)).ToLookup(crop => crop.IdentityId);
        return identities.ConvertAll(identity =>
        {
            var crops = all[identity.Id].ToList();
            return new IdentitySummary(
                identity, crops.Count, [.. crops.Select(crop => crop.Camera).Distinct().Order(StringComparer.Ordinal)],
                crops.Count == 0 ? null : crops.Min(crop => crop.At), crops.Count == 0 ? null : crops.Max(crop => crop.At),
                crops.Count == 0 ? null : crops.OrderByDescending(crop => crop.Quality).ThenBy(crop => crop.Id).First().Id);
        });
    }

    private async Task<List<SeenCrop>> CropsAsync(IEnumerable<Guid> identities, CancellationToken cancellationToken)
    {
        await using var context = _contexts.CreateContext();
        var rows = await identities.InChunksAsync(chunk => context.Set<AssignmentRow>().AsNoTracking().Where(row => chunk.Contains(row.IdentityId))
            .Select(row => new { row.IdentityId, row.CropId, row.Crop!.TrackletId, Camera = row.Crop.Camera!.Name, row.Crop.CapturedAt, row.Crop.Quality })
            .ToListAsync(cancellationToken));
        return rows.ConvertAll(row => new SeenCrop(row.IdentityId, row.CropId, row.TrackletId, row.Camera, row.CapturedAt, row.Quality));
    }

    private sealed record SeenCrop(Guid IdentityId, Guid Id, Guid TrackletId, string Camera, DateTimeOffset At, float Quality);
}
