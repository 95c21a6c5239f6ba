using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <content>What it tells of the past.</content>
internal sealed partial class IdentityJournal
{
    // The kind of a step has a dot, that of an operation's head none.
    public async Task<List<HistoryEntry>> HistoryAsync(Guid? identity, int limit, long? before, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var changes = context.Set<ChangeRow>().AsNoTracking();
        var heads = changes.Where(row => !EF.Functions.Like(row.Kind, "%.%"));
        if (identity is { } id)
        {
            var operations = changes.Where(row => row.IdentityId == id || row.FromIdentity == id || row.ToIdentity == id).Select(row => row.OperationId);
            heads = heads.Where(row => operations.Contains(row.OperationId));
        }

        if (before is { } sequence)
        {
            heads = heads.Where(row => row.Sequence < sequence);
        }

        return await EntriesAsync(context, await heads.OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellationToken), cancellationToken);
    }

    public async Task<Dictionary<Guid, Guid>> UndoneAsync(IReadOnlyCollection<Guid> operations, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await operations.InChunksAsync(chunk => context.Set<ChangeRow>().AsNoTracking()
            .Where(row => chunk.Contains(row.OperationId) && row.UndoneBy != null && !EF.Functions.Like(row.Kind, "%.%"))
            .Select(row => new { row.OperationId, UndoneBy = row.UndoneBy!.Value }).ToListAsync(cancellationToken));
        return rows.ToDictionary(row => row.OperationId, row => row.UndoneBy);
    }

    public async Task<OperationDetail?> DetailAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var head = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.OperationId == id && !EF.Functions.Like(row.Kind, "%.%")).ToListAsync(cancellationToken);
        return head.Count == 0 ? null : new OperationDetail(
            (await EntriesAsync(context, head, cancellationToken))[0], ChangeMapping.UndoneOf(head[0]), await OperationReader.EffectsAsync(context, id, cancellationToken));
    }

    private static async Task<List<HistoryEntry>> EntriesAsync(GalleryDbContext context, List<ChangeRow> rows, CancellationToken cancellationToken)
    {
        var changes = context.Set<ChangeRow>().AsNoTracking();
        var ids = rows.Select(row => row.OperationId).ToList();
        var counts = await changes.Where(row => ids.Contains(row.OperationId) && row.CropId != null)
            .GroupBy(row => row.OperationId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return [.. rows.Select(row => new HistoryEntry(
            row.Sequence, row.OperationId, row.At, row.Actor, row.Kind, row.Reason ?? "", counts.GetValueOrDefault(row.OperationId), row.UndoneBy))];
    }
}
