using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Watching;

/// <summary>The watch list in the gallery's database.</summary>
internal sealed class WatchStore(IGalleryContextFactory contexts) : IWatchStore
{
    public async Task AddAsync(Watch watch, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var model = await context.Models.SingleOrDefaultAsync(row => row.Name == watch.ModelId, cancellationToken)
            ?? throw new ReIdException($"The gallery has no vectors of model '{watch.ModelId}' to watch.");
        context.Watches.Add(new WatchRow
        {
            Id = watch.Id,
            Name = watch.Name,
            ModelId = model.Id,
            Vector = watch.Vector is { } vector ? Encoded(vector) : null,
            IdentityId = watch.IdentityId,
            Threshold = watch.Threshold,
            CreatedBy = watch.CreatedBy,
            CreatedAt = watch.CreatedAt.UtcDateTime,
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.Watches.AsNoTracking().Include(row => row.Model)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Watch
        {
            Id = row.Id,
            Name = row.Name,
            ModelId = row.Model!.Name,
            Vector = row.Vector is { } data ? HalfVector.Decode(data) : null,
            IdentityId = row.IdentityId,
            Threshold = row.Threshold,
            CreatedBy = row.CreatedBy,
            CreatedAt = row.CreatedAt,
        });
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        await using var change = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.WatchHits.Where(row => row.WatchId == id).ExecuteDeleteAsync(cancellationToken);
        var removed = await context.Watches.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return removed > 0;
    }

    public async Task<IReadOnlySet<Guid>> AddHitsAsync(
        Guid cropId, IReadOnlyDictionary<Guid, float> scores, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var there = await scores.Keys.InChunksAsync(chunk => context.Watches.AsNoTracking()
            .Where(row => chunk.Contains(row.Id) && !context.WatchHits.Any(hit => hit.WatchId == row.Id && hit.CropId == cropId))
            .Select(row => row.Id).ToListAsync(cancellationToken));
        context.WatchHits.AddRange(there.Select(id => new WatchHitRow { WatchId = id, CropId = cropId, Score = scores[id], At = at.UtcDateTime }));
        await context.SaveChangesAsync(cancellationToken);
        return there.ToHashSet();
    }

    public async Task<IReadOnlyList<WatchHit>> HitsAsync(
        Guid watchId, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = context.WatchHits.AsNoTracking().Where(row => row.WatchId == watchId);
        if (before is { } sequence)
        {
            rows = rows.Where(row => row.Sequence < sequence);
        }

        var page = await rows.OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellationToken);
        return page.ConvertAll(row => new WatchHit(row.Sequence, row.WatchId, row.CropId, row.Score, row.At));
    }

    private static byte[] Encoded(float[] vector) => HalfVector.Encode(
        HalfVector.Normalise(vector, out var problem) ?? throw new ReIdException($"The vector to watch for is useless: {problem}."));
}
