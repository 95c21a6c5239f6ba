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

    private readonly HashSet<Guid> _crops = [];
    private readonly HashSet<Guid> _identities = [];
    private readonly List<Guid> _watches = [];
    private readonly HashSet<Guid> _raised = [];
    private readonly List<string> _problems = [];
    private readonly ErasedTraces _traces = new(gallery);
    private ErasureCounts _counts = new();

    public async Task<ErasureReceipt> RunAsync(CancellationToken cancellationToken)
    {
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

        var check = await _traces.CheckAsync(_crops, rewrite: entry.Actor != RetentionActor, _problems, cancellationToken);

        // 3. The receipt.
        var receipt = new ErasureReceipt
        {
            ErasureId = entry.Id,
            At = entry.At,
            Actor = entry.Actor,
            Request = entry.Request,
            Removed = _counts,
            CropIds = entry.Request.IsSpan ? [] : [.. _crops.Order()],
            IdentityIds = [.. _identities.Order()],
            WatchIds = _watches,
            RaisedWatchIds = [.. _raised.Except(_watches).Order()],
            Check = check,
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

        gallery.Log.Erased(entry.Id, _counts.Crops, _counts.Identities, check.Clean);
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
            var (gone, raised, hits) = await WatchErasure.RunAsync(context, targets, cancellationToken);
            _watches.AddRange(gone);
            _raised.UnionWith(raised);
            _counts = _counts with { Watches = _counts.Watches + gone.Count, WatchHits = _counts.WatchHits + hits };
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
                var (names, identities, decisions, changes) =
                    await new IdentityErasure(context, targets.Identities, targets.Crops).RunAsync(cancellationToken);
                _traces.AddNames(names);
                _identities.UnionWith(targets.Identities);
                _counts = _counts with
                {
                    Identities = _counts.Identities + identities,
                    Decisions = _counts.Decisions + decisions,
                    Changes = _counts.Changes + changes,
                };
            }
        });
        return again;
    }

    private async Task RemoveAsync(Guid[] crops, CancellationToken cancellationToken)
    {
        await using (var context = gallery.Contexts.CreateContext())
        {
            var vectors = await context.Vectors.AsNoTracking().Where(row => crops.Contains(row.CropId))
                .Select(row => new { row.Data, row.Model!.Name, row.CropId }).ToListAsync(cancellationToken);
            vectors.ForEach(vector => _traces.AddVector(vector.CropId, vector.Name, vector.Data));
            _traces.AddPictures(await context.Crops.AsNoTracking().Where(row => crops.Contains(row.Id)).Select(row => row.BlobKey).ToListAsync(cancellationToken));
            _counts = _counts with
            {
                Vectors = _counts.Vectors + vectors.Count,
                Assignments = _counts.Assignments + await context.Assignments.CountAsync(row => crops.Contains(row.CropId), cancellationToken),
            };
        }

        var removed = await gallery.RemoveAsync(crops, cancellationToken);
        _crops.UnionWith(crops);
        _counts = _counts with { Crops = _counts.Crops + removed, Pictures = _counts.Pictures + removed };
    }
}
