using Microsoft.EntityFrameworkCore;

namespace ReId.Index.Database;

/// <summary>
/// Gives rows of galleries that are older than checksums theirs, once. It goes by pages and remembers its end in the
/// settings, so that one that was cut short goes on at the next start.
/// </summary>
internal static class ChecksumFill
{
    private const string Setting = "checksums";
    private const int Page = 2000;

    public static async Task RunAsync(IGalleryContextFactory contexts, CancellationToken cancellationToken)
    {
        await using (var context = contexts.CreateContext())
        {
            if (await context.Settings.AnyAsync(row => row.Key == Setting, cancellationToken))
            {
                return;
            }
        }

        while (await CropsAsync(contexts, cancellationToken))
        {
        }

        for (long? last = 0; last is { } after;)
        {
            last = await VectorsAsync(contexts, after, cancellationToken);
        }

        await using var end = contexts.CreateContext();
        await end.Database.ExecuteSqlAsync(
            $"INSERT INTO settings (key, value) VALUES ({Setting}, '1')", cancellationToken);
    }

    private static async Task<bool> CropsAsync(IGalleryContextFactory contexts, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.Crops.Include(row => row.Camera).Where(row => row.Checksum == null)
            .OrderBy(row => row.Id).Take(Page).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.Checksum = RowChecksum.Of(row, row.Camera!.Name);
        }

        if (rows.Count > 0)
        {
            await context.SaveChangesAsync(cancellationToken);
        }

        return rows.Count == Page;
    }

    private static async Task<long?> VectorsAsync(
        IGalleryContextFactory contexts, long after, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.Vectors.Include(row => row.Model)
            .Where(row => row.Sequence > after && row.Checksum == null)
            .OrderBy(row => row.Sequence).Take(Page).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.Checksum = RowChecksum.OfVector(row.CropId, row.Model!.Name, row.Data);
        }

        if (rows.Count > 0)
        {
            await context.SaveChangesAsync(cancellationToken);
        }

        return rows.Count == Page ? rows[^1].Sequence : null;
    }
}
