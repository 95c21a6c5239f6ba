using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <content>What it tells.</content>
public sealed partial class IdentityStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IdentitySummary>> ListAsync(
        string? text, bool hidden, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var identities = await ReadStateAsync(
            state => state.Identities.Values
                .Where(identity => identity.MergedInto is null && (hidden || !identity.Hidden)
                    && (identity.Name is not null || state.Members(identity.Id).Count > 0)
                    && (text is null || identity.Name?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true))
                .OrderBy(identity => identity.CreatedAt).ThenBy(identity => identity.Id)
                .SkipWhile(identity => after is not null && identity.Id != after).Skip(after is null ? 0 : 1).Take(limit).ToList(),
            cancellationToken);
        var result = new List<IdentitySummary>(identities.Count);
        foreach (var identity in identities)
        {
            result.Add(await SummariseAsync(identity, cancellationToken));
        }

        return result;
    }

    /// <inheritdoc/>
    public async Task<IdentitySummary?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await ReadStateAsync(state => state.Identities.GetValueOrDefault(state.Resolve(id)), cancellationToken) is { } identity
            ? await SummariseAsync(identity, cancellationToken)
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IdentityVisit>> TimelineAsync(Guid id, CancellationToken cancellationToken)
    {
        var identity = await ReadStateAsync(state => new OperationMaker(state, "", _clock.Next).Find(id).Id, cancellationToken);
        var crops = await CropsAsync(identity, cancellationToken);
        return [.. crops.GroupBy(crop => (crop.TrackletId, crop.Camera))
            .Select(visit => new IdentityVisit(
                visit.Key.Camera, visit.Key.TrackletId, visit.Min(crop => crop.At), visit.Max(crop => crop.At),
                [.. visit.OrderBy(crop => crop.At).Select(crop => crop.Id)]))
            .OrderBy(visit => visit.From).ThenBy(visit => visit.TrackletId)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(
        Guid? identity, int limit, long? before, CancellationToken cancellationToken) =>
        await _journal.HistoryAsync(identity, limit, before, cancellationToken);

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

    private async Task<IdentitySummary> SummariseAsync(Identity identity, CancellationToken cancellationToken)
    {
        var crops = await CropsAsync(identity.Id, cancellationToken);
        return new IdentitySummary(
            identity, crops.Count, [.. crops.Select(crop => crop.Camera).Distinct().Order(StringComparer.Ordinal)],
            crops.Count == 0 ? null : crops.Min(crop => crop.At), crops.Count == 0 ? null : crops.Max(crop => crop.At),
            crops.Count == 0 ? null : crops.OrderByDescending(crop => crop.Quality).ThenBy(crop => crop.Id).First().Id);
    }

    private async Task<List<SeenCrop>> CropsAsync(Guid identity, CancellationToken cancellationToken)
    {
        await using var context = _contexts.CreateContext();
        var rows = await context.Set<AssignmentRow>().AsNoTracking().Where(row => row.IdentityId == identity)
            .Select(row => new { row.CropId, row.Crop!.TrackletId, Camera = row.Crop.Camera!.Name, row.Crop.CapturedAt, row.Crop.Quality })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new SeenCrop(row.CropId, row.TrackletId, row.Camera, row.CapturedAt, row.Quality));
    }

    private sealed record SeenCrop(Guid Id, Guid TrackletId, string Camera, DateTimeOffset At, float Quality);
}
