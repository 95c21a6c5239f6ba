using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;

namespace ReId.Index.Erasure;

/// <summary>
/// Has dead letters about erased crops removed, and writes that into the receipts. It looks for the crops of every
/// erasure, since a message can die long after the erasure that it came too late for.
/// </summary>
internal sealed class MessageSweep(Gallery gallery, IErasedMessages messages)
{
    // How a receipt that waits stands in the database: nothing else in it holds this text.
    private static readonly string s_pending = $"\"messages\":\"{ErasureCheck.MessagesPending}\"";

    /// <returns>How many messages went.</returns>
    /// <exception cref="ReIdException">The broker cannot be reached; the receipts that wait say so.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> removed;
        gallery.MessagesWait = true;
        try
        {
            removed = await messages.RemoveAsync(crop => gallery.Gate.ErasureOf(crop), cancellationToken);
        }
        catch (ReIdException failure)
        {
            await UpdateAsync([], receipt => receipt with { Check = receipt.Check with { MessagesProblem = failure.Message } }, cancellationToken);
            throw;
        }

        var counts = removed.GroupBy(erasure => erasure).ToDictionary(group => group.Key, group => group.Count());
        await UpdateAsync(
            [.. counts.Keys],
            receipt => receipt with
            {
                Removed = receipt.Removed with { Messages = receipt.Removed.Messages + counts.GetValueOrDefault(receipt.ErasureId) },
                Check = receipt.Check with { Messages = ErasureCheck.MessagesRemoved, MessagesProblem = null },
            },
            CancellationToken.None);
        gallery.MessagesWait = false;
        return removed.Count;
    }

    private async Task UpdateAsync(Guid[] erasures, Func<ErasureReceipt, ErasureReceipt> change, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        foreach (var row in await context.Erasures
            .Where(row => row.Receipt.Contains(s_pending) || erasures.Contains(row.Id)).ToListAsync(cancellationToken))
        {
            row.Receipt = JsonSerializer.Serialize(change(JsonSerializer.Deserialize<ErasureReceipt>(row.Receipt, ErasureLedger.Json)!), ErasureLedger.Json);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
