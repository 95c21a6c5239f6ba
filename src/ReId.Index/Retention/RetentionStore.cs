using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Retention;

/// <summary>Retention in the table of cameras.</summary>
internal sealed class RetentionStore(IGalleryContextFactory contexts) : IRetentionStore
{
    public async Task<IReadOnlyList<CameraRetention>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        return (await context.Cameras.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken))
            .ConvertAll(row => new CameraRetention(row.Name, row.RetentionDays));
    }

    public async Task<bool> SetAsync(string camera, int? days, CancellationToken cancellationToken)
    {
        if (days is < 1 or > CameraRetention.MostDays)
        {
            throw new ReIdException($"Crops are kept 1 to {CameraRetention.MostDays} days, or for ever; not {days} days.");
        }

        await using var context = contexts.CreateContext();
        return await context.Cameras.Where(row => row.Name == camera)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RetentionDays, days), cancellationToken) > 0;
    }
}
