using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index;

/// <summary>Lists that are sums over many crops.</summary>
internal static class GalleryLists
{
    public static async Task<IReadOnlyList<GalleryCamera>> CamerasAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Crops.AsNoTracking().GroupBy(row => row.Camera!.Name)
            .Select(group => new { Name = group.Key, Crops = group.LongCount(), Last = group.Max(row => row.CapturedAt) })
            .OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new GalleryCamera(row.Name, row.Crops, Utc(row.Last)));
    }

    public static async Task<IReadOnlyList<GalleryTracklet>> TrackletsAsync(
        GalleryDbContext context, CropListing listing, CancellationToken cancellationToken)
    {
        var groups = GalleryReader.Filter(context.Crops.AsNoTracking(), listing)
            .GroupBy(row => new { row.TrackletId, row.Camera!.Name })
            .Select(group => new
            {
                group.Key.TrackletId,
                Camera = group.Key.Name,
                First = group.Min(row => row.CapturedAt),
                Last = group.Max(row => row.CapturedAt),
                Crops = group.Count(),
            });
        if (listing.Beyond is { } position)
        {
            var (time, id) = (position.CapturedAt.UtcDateTime, position.CropId);
            groups = groups.Where(row => row.Last < time || (row.Last == time && row.TrackletId.CompareTo(id) < 0));
        }

        groups = groups.OrderByDescending(row => row.Last).ThenByDescending(row => row.TrackletId);
        var rows = await groups.Take(listing.Limit ?? int.MaxValue).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new GalleryTracklet(row.TrackletId, row.Camera, Utc(row.First), Utc(row.Last), row.Crops));
    }

    // An aggregate has lost the column's converter, and with it the kind.
    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
