using Microsoft.EntityFrameworkCore;
using ReId.Index.Erasure;

namespace ReId.Index.Retention;

/// <summary>Erases what is older than its camera keeps.</summary>
/// <param name="gallery">The gallery.</param>
/// <param name="clock">Tells the time; null for the system's.</param>
/// <param name="messages">The dead letters of the broker; null where there is none.</param>
public sealed class RetentionRun(Gallery gallery, TimeProvider? clock = null, IErasedMessages? messages = null)
{
    /// <summary>Does it now.</summary>
    /// <param name="cancellationToken">Stops between two cameras.</param>
    /// <returns>A receipt for each camera of which something was erased.</returns>
    public async Task<IReadOnlyList<ErasureReceipt>> RunAsync(CancellationToken cancellationToken)
    {
        var now = CropMapping.Stored((clock ?? TimeProvider.System).GetUtcNow());
        List<(string Camera, DateTime End)> due = [];
        await using (var context = gallery.Contexts.CreateContext())
        {
            foreach (var camera in await context.Cameras.AsNoTracking().Where(row => row.RetentionDays != null).ToListAsync(cancellationToken))
            {
                var end = now.AddDays(-camera.RetentionDays!.Value);
                if (await context.Crops.AnyAsync(row => row.CameraId == camera.Id && row.CapturedAt < end, cancellationToken))
                {
                    due.Add((camera.Name, end));
                }
            }
        }

        var receipts = new List<ErasureReceipt>();
        foreach (var (camera, end) in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            receipts.Add(await new Eraser(gallery, clock, messages).EraseAsync(
                new ErasureRequest { Camera = camera, To = end }, ErasureWork.RetentionActor, cancellationToken));
        }

        return receipts;
    }
}
