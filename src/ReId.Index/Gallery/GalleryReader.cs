using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>Questions that the database answers.</summary>
internal sealed class GalleryReader(GalleryDatabase database)
{
    public async Task<GalleryCrop?> FindCropAsync(Guid cropId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Crops.AsNoTracking()
            .Where(row => row.Id == cropId).Select(CropMapping.FromRow).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<Dictionary<Guid, GalleryCrop>> FindCropsAsync(
        IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var crops = await cropIds.InChunksAsync(chunk => context.Crops.AsNoTracking()
            .Where(row => chunk.Contains(row.Id)).Select(CropMapping.FromRow).ToListAsync(cancellationToken));
        return crops.ToDictionary(crop => crop.CropId);
    }

    public async Task<float[]?> FindVectorAsync(Guid cropId, string modelId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var data = await context.Vectors.AsNoTracking()
            .Where(row => row.CropId == cropId && row.Model!.Name == modelId)
            .Select(row => row.Data).SingleOrDefaultAsync(cancellationToken);
        return data is null ? null : HalfVector.Decode(data);
    }

    public async Task<IReadOnlyDictionary<Guid, float[]>> FindVectorsAsync(
        IReadOnlyCollection<Guid> cropIds, string modelId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = await cropIds.InChunksAsync(chunk => context.Vectors.AsNoTracking()
            .Where(row => chunk.Contains(row.CropId) && row.Model!.Name == modelId)
            .Select(row => new { row.CropId, row.Data }).ToListAsync(cancellationToken));
        return rows.ToDictionary(row => row.CropId, row => HalfVector.Decode(row.Data));
    }

    public async Task<IReadOnlyList<string>> ModelsOfAsync(Guid cropId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Vectors.AsNoTracking()
            .Where(row => row.CropId == cropId)
            .Select(row => row.Model!.Name).OrderBy(name => name).ToListAsync(cancellationToken);
    }

    public async IAsyncEnumerable<GalleryCrop> ListCropsAsync(
        CropListing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = Filter(context.Crops.AsNoTracking(), listing);
        if (listing.IdentityId is { } identity)
        {
            rows = context.Set<AssignmentRow>().AsNoTracking().Where(row => row.IdentityId == identity).Join(rows, row => row.CropId, crop => crop.Id, (_, crop) => crop);
        }

        if (listing.After is { } after)
        {
            var time = await context.Crops.Where(row => row.Id == after).Select(row => (DateTime?)row.CapturedAt)
                .SingleOrDefaultAsync(cancellationToken)
                ?? throw new ReIdException($"There is no crop {after} to list from; it may have been removed.");
            rows = rows.Where(row => row.CapturedAt > time || (row.CapturedAt == time && row.Id.CompareTo(after) > 0));
        }

        if (listing.Beyond is { } position)
        {
            var (time, id) = (position.CapturedAt.UtcDateTime, position.CropId);
            rows = listing.NewestFirst
                ? rows.Where(row => row.CapturedAt < time || (row.CapturedAt == time && row.Id.CompareTo(id) < 0))
                : rows.Where(row => row.CapturedAt > time || (row.CapturedAt == time && row.Id.CompareTo(id) > 0));
        }

        rows = listing.NewestFirst
            ? rows.OrderByDescending(row => row.CapturedAt).ThenByDescending(row => row.Id)
            : rows.OrderBy(row => row.CapturedAt).ThenBy(row => row.Id);
        if (listing.Limit is { } limit)
        {
            rows = rows.Take(limit);
        }

        await foreach (var crop in rows.Select(CropMapping.FromRow).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return crop;
        }
    }

    /// <summary>The crops that pass the filters of a listing, wherever it begins.</summary>
    public static IQueryable<CropRow> Filter(IQueryable<CropRow> rows, CropListing listing)
    {
        if (listing.Cameras is { } cameras)
        {
            rows = rows.Where(row => cameras.Contains(row.Camera!.Name));
        }

        if (listing.TrackletId is { } tracklet)
        {
            rows = rows.Where(row => row.TrackletId == tracklet);
        }

        if (listing.From is { } from)
        {
            rows = rows.Where(row => row.CapturedAt >= from.UtcDateTime);
        }

        if (listing.To is { } to)
        {
            rows = rows.Where(row => row.CapturedAt < to.UtcDateTime);
        }

        return rows;
    }

    public async IAsyncEnumerable<GalleryVector> VectorsAsync(
        string modelId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = context.Vectors.AsNoTracking()
            .Where(row => row.Model!.Name == modelId)
            .OrderBy(row => row.Sequence)
            .Select(row => new
            {
                row.Sequence,
                row.Checksum,
                row.CropId,
                row.Crop!.TrackletId,
                Camera = row.Crop.Camera!.Name,
                row.Crop.CapturedAt,
                row.Data,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            RowChecksum.Verify(row.Sequence, row.CropId, modelId, row.Data, row.Checksum);
            yield return new GalleryVector
            {
                CropId = row.CropId,
                TrackletId = row.TrackletId,
                Camera = row.Camera,
                CapturedAt = row.CapturedAt,
                Vector = HalfVector.Decode(row.Data),
            };
        }
    }

    /// <param name="segments">Number of segments of a model's index.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    public async Task<GalleryStats> StatsAsync(Func<string, int> segments, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var cameras = await context.Crops.GroupBy(row => row.Camera!.Name)
            .Select(group => new { group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var tracklets = await context.Crops.Select(row => row.TrackletId).Distinct().LongCountAsync(cancellationToken);
        var models = await context.Vectors.GroupBy(row => new { row.Model!.Name, row.Model.Dimension })
            .Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        return new GalleryStats
        {
            Crops = cameras.Values.Sum(),
            Tracklets = tracklets,
            CropsByCamera = cameras,
            Models = models.ToDictionary(
                model => model.Key.Name,
                model => new GalleryModelStats(model.Key.Dimension, model.Count, segments(model.Key.Name))),
        };
    }
}
