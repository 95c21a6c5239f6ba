using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Erasure;

/// <content>Looks, and receipts.</content>
public sealed partial class Eraser
{
    /// <summary>What an erasure would remove now; nothing is removed.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <exception cref="ReIdException">There is no such identity, crop or camera.</exception>
    public async Task<ErasurePreview> PreviewAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        await using var context = gallery.Contexts.CreateContext();
        return await ErasureLook.AtAsync(context, request, cancellationToken);
    }

    /// <summary>Receipts, newest first.</summary>
    /// <param name="limit">At most this many.</param>
    /// <param name="before">Only those before this time; null for all.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<ErasureReceipt>> ListAsync(int limit, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        var rows = context.Erasures.AsNoTracking();
        if (before is { } time)
        {
            rows = rows.Where(row => row.At < time.UtcDateTime);
        }

        return (await rows.OrderByDescending(row => row.At).ThenBy(row => row.Id).Take(limit).ToListAsync(cancellationToken)).ConvertAll(ReceiptOf);
    }

    /// <summary>One receipt, or null.</summary>
    /// <param name="id">The erasure.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<ErasureReceipt?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        return await context.Erasures.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ReceiptOf(row) : null;
    }

    private static ErasureReceipt ReceiptOf(ErasureRow row) => JsonSerializer.Deserialize<ErasureReceipt>(row.Receipt, ErasureLedger.Json)!;
}
