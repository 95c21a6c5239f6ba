using System.Numerics.Tensors;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>
/// Watches that go with people and crops: those for an identity that goes, and those whose vector is a crop's that goes.
/// Others that the crops had raised are named, since they may be about the same person or about anybody in a red coat.
/// </summary>
internal static class WatchErasure
{
    // A vector that was stored, read and stored again differs in the last bits.
    private const float Same = 0.9995f;

    /// <param name="context">The database.</param>
    /// <param name="targets">Who and what goes.</param>
    /// <param name="note">Told of the watches and hits before they go.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task RunAsync(
        GalleryDbContext context, ErasureTargets targets, Func<ErasureNote, Task> note, CancellationToken cancellationToken)
    {
        var watches = await context.Watches.Include(row => row.Model).ToListAsync(cancellationToken);
        if (watches.Count == 0)
        {
            return;
        }

        var gone = watches.Where(row => row.IdentityId is { } id && targets.Identities.Contains(id)).Select(row => row.Id).ToHashSet();
        var vectors = watches.Where(row => row.Vector is not null).Select(row => (row.Id, row.ModelId, Vector: HalfVector.Decode(row.Vector!))).ToList();
        foreach (var chunk in vectors.Count == 0 ? [] : targets.Crops.Chunk(1000))
        {
            foreach (var row in await context.Vectors.AsNoTracking().Where(row => chunk.Contains(row.CropId))
                .Select(row => new { row.ModelId, row.Data }).ToListAsync(cancellationToken))
            {
                var vector = HalfVector.Decode(row.Data);
                gone.UnionWith(vectors.Where(watch => watch.ModelId == row.ModelId && watch.Vector.Length == vector.Length
                    && TensorPrimitives.CosineSimilarity(watch.Vector, vector) >= Same).Select(watch => watch.Id));
            }
        }

        var raised = await targets.Crops.InChunksAsync(chunk => context.WatchHits.AsNoTracking()
            .Where(row => chunk.Contains(row.CropId)).Select(row => new { row.WatchId, row.Sequence }).ToListAsync(cancellationToken));
        var hits = await context.WatchHits.AsNoTracking().Where(row => gone.Contains(row.WatchId)).Select(row => row.Sequence).ToListAsync(cancellationToken);
        if (gone.Count + raised.Count == 0)
        {
            return;
        }

        await note(new ErasureNote
        {
            Watches = [.. gone],
            RaisedWatches = [.. raised.Select(hit => hit.WatchId).Distinct().Where(id => !gone.Contains(id))],
            WatchHits = [.. hits.Union(raised.Select(hit => hit.Sequence))],
        });
        context.Watches.RemoveRange(watches.Where(row => gone.Contains(row.Id)));
        await context.SaveChangesAsync(cancellationToken);
    }
}
