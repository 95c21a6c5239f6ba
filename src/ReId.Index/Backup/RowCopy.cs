using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>
/// Copies every row from one database into another, whichever products they are: both have the same model, so that each
/// reads and writes rows in its own way. A chunk is in memory at a time. Ids and checksums stay as they are.
/// </summary>
internal static class RowCopy
{
    private const int Chunk = 1000;

    /// <summary>Copies; the caller's transactions make it one snapshot and one commit.</summary>
    public static async Task RunAsync(GalleryDbContext from, GalleryDbContext to, CancellationToken cancellationToken)
    {
        from.Database.SetCommandTimeout(0);
        to.Database.SetCommandTimeout(0);
        to.Database.AutoSavepointsEnabled = false;
        to.ChangeTracker.AutoDetectChangesEnabled = false;

        // Whom others refer to comes first. A test holds this list against the model.
        await CopyAsync<CameraRow>();
        await CopyAsync<ModelRow>();
        await CopyAsync<CropRow>();
        await CopyAsync<VectorRow>();
        await CopyAsync<IdentityRow>();
        await CopyAsync<AssignmentRow>();
        await CopyAsync<DecisionRow>();
        await CopyAsync<ChangeRow>();
        await CopyAsync<ClusterRunRow>();
        await CopyAsync<ApiKeyRow>();
        await CopyAsync<AuditRow>();
        await CopyAsync<WatchRow>();
        await CopyAsync<WatchHitRow>();
        await CopyAsync<ErasureRow>();
        await CopyAsync<SettingRow>();

        async Task CopyAsync<TRow>()
            where TRow : class
        {
            await foreach (var chunk in from.Set<TRow>().AsNoTracking().AsAsyncEnumerable().Chunk(Chunk).WithCancellation(cancellationToken))
            {
                to.AddRange(chunk);
                await to.SaveChangesAsync(cancellationToken);
                to.ChangeTracker.Clear();
            }
        }
    }
}
