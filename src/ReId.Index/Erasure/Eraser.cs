using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;

namespace ReId.Index.Erasure;

/// <summary>
/// Erases from an open gallery, with a receipt. It is noted before anything is removed: what a killed process left undone
/// is done at the next start, and what an older backup brings back is erased again.
/// </summary>
/// <param name="gallery">The gallery.</param>
/// <param name="clock">Tells the time; null for the system's.</param>
/// <param name="messages">The dead letters of the broker; null where there is none.</param>
public sealed partial class Eraser(Gallery gallery, TimeProvider? clock = null, IErasedMessages? messages = null)
{
    /// <summary>Erases; when it returns the receipt is stored.</summary>
    /// <param name="request">What.</param>
    /// <param name="actor">Who asks: the name of a key, not of a person.</param>
    /// <param name="cancellationToken">Cancels up to the note in the ledger; what is noted is done.</param>
    /// <exception cref="ReIdException">There is no such identity, crop or camera; nothing was removed.</exception>
    public async Task<ErasureReceipt> EraseAsync(ErasureRequest request, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        await gallery.Erasing.WaitAsync(cancellationToken);
        try
        {
            if ((await FinishAsync(cancellationToken)).FirstOrDefault(receipt => IsSame(receipt.Request, request)) is { } finished)
            {
                return await SweptAsync(finished, cancellationToken);
            }

            ErasureTargets targets;
            await using (var context = gallery.Contexts.CreateContext())
            {
                targets = await ErasureTargets.FindAsync(context, request, cancellationToken);
            }

            var entry = new LedgerEntry
            {
                Id = Guid.CreateVersion7(),
                At = CropMapping.Stored((clock ?? TimeProvider.System).GetUtcNow()),
                Actor = actor,
                Request = request,
                Crops = request.IsSpan ? [] : [.. targets.Crops.Union(request.CropIds ?? [])],
                Identities = [.. targets.Identities],
                Broker = messages is not null,
            };
            await gallery.Ledger.AddAsync(entry);
            gallery.Gate.Add(entry);
            return await SweptAsync(await RunAsync(entry, CancellationToken.None), cancellationToken);
        }
        finally
        {
            gallery.Erasing.Release();
        }
    }

    /// <summary>Does what the ledger says and the database does not know of: at the start, and after a restoration.</summary>
    /// <returns>How many erasures were done again.</returns>
    internal async Task<int> ResumeAsync(CancellationToken cancellationToken)
    {
        var (entries, damaged) = await gallery.Ledger.ReadAsync(cancellationToken);
        List<LedgerEntry> known;
        await using (var context = gallery.Contexts.CreateContext())
        {
            known = (await context.Erasures.AsNoTracking().OrderBy(row => row.At).Select(row => row.Request).ToListAsync(cancellationToken))
                .ConvertAll(json => JsonSerializer.Deserialize<LedgerEntry>(json, ErasureLedger.Json)!);
        }

        var done = known.Select(entry => entry.Id).ToHashSet();
        var all = known.Concat(entries.Where(entry => !done.Contains(entry.Id))).DistinctBy(entry => entry.Id).OrderBy(entry => entry.At).ToList();
        if (damaged > 0 || all.Count > entries.Count)
        {
            gallery.Log.LedgerRebuilt(gallery.Folder, damaged, all.Count);
            await gallery.Ledger.ReplaceAsync(all, cancellationToken);
        }

        all.ForEach(gallery.Gate.Add);
        var undone = all.Where(entry => !done.Contains(entry.Id)).ToList();
        var receipts = new List<ErasureReceipt>();
        foreach (var entry in undone)
        {
            gallery.Log.ErasureRepeated(entry.Id, entry.At);
            receipts.Add(await new ErasureWork(gallery, entry).RunAsync(cancellationToken));
        }

        // Of an erasure whose receipt was the last thing that a killed process did.
        if (Directory.Exists(gallery.ErasingFolder))
        {
            Directory.Delete(gallery.ErasingFolder, recursive: true);
        }

        gallery.FinishedErasures = receipts;
        return undone.Count;
    }

    /// <summary>Whether a receipt waits, since the broker could not be reached the last time.</summary>
    public bool MessagesWait => gallery.MessagesWait;

    /// <summary>Removes what the broker's dead letters hold of erased crops, of whichever erasure, and completes the receipts that wait for it.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many messages went; 0 where there is no broker.</returns>
    /// <exception cref="ReIdException">The broker cannot be reached.</exception>
    public async Task<int> SweepMessagesAsync(CancellationToken cancellationToken)
    {
        if (messages is null)
        {
            return 0;
        }

        await gallery.Erasing.WaitAsync(cancellationToken);
        try
        {
            return await new MessageSweep(gallery, messages).RunAsync(cancellationToken);
        }
        finally
        {
            gallery.Erasing.Release();
        }
    }

    // The receipt is stored as one that waits, so that a kill from here on leaves one that waits.
    private async Task<ErasureReceipt> SweptAsync(ErasureReceipt receipt, CancellationToken cancellationToken)
    {
        if (messages is null)
        {
            return receipt;
        }

        try
        {
            await new MessageSweep(gallery, messages).RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is ReIdException or OperationCanceledException)
        {
            // The receipt says so.
        }

        return await FindAsync(receipt.ErasureId, CancellationToken.None) ?? receipt;
    }

    /// <summary>Whether two requests ask for the same.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">Another.</param>
    public static bool IsSame(ErasureRequest one, ErasureRequest other) =>
        JsonSerializer.Serialize(one, ErasureLedger.Json) == JsonSerializer.Serialize(other, ErasureLedger.Json);

    /// <summary>What failed earlier in this process.</summary>
    private async Task<IReadOnlyList<ErasureReceipt>> FinishAsync(CancellationToken cancellationToken)
    {
        var receipts = new List<ErasureReceipt>();
        while (gallery.UndoneErasures is [var entry, ..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            gallery.Log.ErasureRepeated(entry.Id, entry.At);
            gallery.UndoneErasures.RemoveAt(0);
            receipts.Add(await RunAsync(entry, CancellationToken.None));
        }

        return receipts;
    }

    private async Task<ErasureReceipt> RunAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await new ErasureWork(gallery, entry).RunAsync(cancellationToken);
        }
        catch
        {
            gallery.UndoneErasures.Add(entry);
            throw;
        }
    }
}
