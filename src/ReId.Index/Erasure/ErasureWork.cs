using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Erasure;

/// <summary>One erasure that is noted in the ledger: may be done again and again, until nothing is left to do.</summary>
internal sealed class ErasureWork(Gallery gallery, LedgerEntry entry)
{
    private const int AtOnce = 1000;
    private const int MostRounds = 20;

    private readonly ErasureProgress _progress = new(gallery.ErasingFolder, entry.Id);
    private readonly List<string> _problems = [];

    public async Task<ErasureReceipt> RunAsync(CancellationToken cancellationToken)
    {
        await gallery.AfterAdditionsAsync(cancellationToken);
        await _progress.LoadAsync(cancellationToken);

        // 1. Crops and people; again where somebody joined meanwhile.
        for (var round = 0; await RoundAsync(cancellationToken); round++)
        {
            if (round == MostRounds)
            {
                _problems.Add("Crops kept coming to the identity while it was erased: erase it again.");
                break;
            }
        }

        // 2. What is left of them in files.
        try
        {
            await gallery.CompactIndexAsync(cancellationToken);
        }
        catch (ReIdException failure)
        {
            _problems.Add(failure.Message);
        }

        var check = await new ErasedTraces(gallery, _progress).CheckAsync(rewrite: entry.Actor != RetentionActor, _problems, cancellationToken);

        // 3. The receipt.
        var receipt = new ErasureReceipt
        {
            ErasureId = entry.Id,
            At = entry.At,
            Actor = entry.Actor,
            Request = entry.Request,
            Removed = _progress.Counts,
            CropIds = entry.Request.IsSpan ? [] : [.. _progress.Crops.Keys.Order()],
            IdentityIds = [.. _progress.Identities.Order()],
            WatchIds = [.. _progress.Watches],
            RaisedWatchIds = [.. _progress.RaisedWatches.Except(_progress.Watches).Order()],
            Check = check with { Messages = entry.Broker ? ErasureCheck.MessagesPending : ErasureCheck.MessagesNone },
        };
        await using var context = gallery.Contexts.CreateContext();
        if (await context.Erasures.FindAsync([entry.Id], cancellationToken) is null)
        {
            context.Erasures.Add(new ErasureRow
            {
                Id = entry.Id,
                At = entry.At.UtcDateTime,
                Actor = entry.Actor,
                Request = JsonSerializer.Serialize(entry, ErasureLedger.Json),
                Receipt = JsonSerializer.Serialize(receipt, ErasureLedger.Json),
            });
            await context.SaveChangesAsync(CancellationToken.None);
        }

        _progress.Forget();
        gallery.Log.Erased(entry.Id, receipt.Removed.Crops, receipt.Removed.Identities, check.Clean);
        return receipt;
    }

    /// <summary>Who acts for retention.</summary>
    public const string RetentionActor = "retention";

    /// <returns>Whether there may be more to do.</returns>
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        ErasureTargets targets;
        await using (var context = gallery.Contexts.CreateContext())
        {
            targets = await ErasureTargets.AgainAsync(context, entry, cancellationToken);
            await WatchErasure.RunAsync(context, targets, _progress.NoteAsync, cancellationToken);
        }

        foreach (var chunk in targets.Crops.Chunk(AtOnce))
        {
            await RemoveAsync(chunk, cancellationToken);
        }

        var again = false;
        await (gallery.AroundIdentities ?? (work => work()))(async () =>
        {
            await using var context = gallery.Contexts.CreateContext();
            var left = await targets.Identities.InChunksAsync(chunk => context.Assignments
                .Where(row => chunk.Contains(row.IdentityId)).Select(row => row.CropId).Take(1).ToListAsync(cancellationToken));
            again = left.Count > 0;
            if (!again)
            {
                // Also of crops whose rows went before a kill: the history still names them.
                await new IdentityErasure(
                    context, targets.Identities, targets.Crops.Union(_progress.Crops.Keys).ToHashSet(), _progress.NoteAsync).RunAsync(cancellationToken);
            }
        });
        return again;
    }

    private async Task RemoveAsync(Guid[] crops, CancellationToken cancellationToken)
    {
        await using (var context = gallery.Contexts.CreateContext())
        {
            var vectors = (await context.Vectors.AsNoTracking().Where(row => crops.Contains(row.CropId))
                .Select(row => new { row.Data, row.Model!.Name, row.CropId }).ToListAsync(cancellationToken)).ToLookup(row => row.CropId);
            var keys = await context.Crops.AsNoTracking().Where(row => crops.Contains(row.Id)).Select(row => new { row.Id, row.BlobKey }).ToListAsync(cancellationToken);
            var assigned = (await context.Assignments.AsNoTracking().Where(row => crops.Contains(row.CropId)).Select(row => row.CropId).ToListAsync(cancellationToken)).ToHashSet();
            await _progress.NoteAsync(new ErasureNote
            {
                Crops = [.. keys.Select(crop => new NotedCrop(
                    crop.Id, crop.BlobKey, assigned.Contains(crop.Id),
                    [.. vectors[crop.Id].Select(vector => _progress.Vector(vector.Name, vector.Data))]))],
            });
        }

        await gallery.RemoveAsync(crops, cancellationToken);
    }
}
