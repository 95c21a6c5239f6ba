using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Segments.Rows;
using ReId.Index.Storage;

namespace ReId.Index.ModelChange;

/// <summary>
/// Stores vectors of crops that are there. A crop that was removed meanwhile stays removed: unlike adding an entry, this
/// can never bring one back.
/// </summary>
internal sealed class VectorWriter(GalleryDatabase database, GalleryNames names)
{
    public async Task<IReadOnlyList<CommittedVector>> AddAsync(
        string modelId, IReadOnlyDictionary<Guid, float[]> units, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var crops = await units.Keys.InChunksAsync(chunk => MissingVectors.Of(context, modelId).AsNoTracking()
            .Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken));
        if (crops.Count == 0)
        {
            return [];
        }

        var model = await context.Models.SingleOrDefaultAsync(row => row.Name == modelId, cancellationToken);
        if (model is null)
        {
            model = new ModelRow
            {
                Name = modelId,
                Dimension = units.Values.First().Length,
                State = "building",
                CreatedAt = CropMapping.Stored(DateTimeOffset.UtcNow),
            };
            context.Models.Add(model);
        }

        var vectors = new List<(VectorRow Row, CropRow Crop)>(crops.Count);
        foreach (var crop in crops)
        {
            var data = HalfVector.Encode(units[crop.Id]);
            var row = new VectorRow { CropId = crop.Id, Model = model, Data = data, Checksum = RowChecksum.OfVector(crop.Id, modelId, data) };
            context.Vectors.Add(row);
            vectors.Add((row, crop));
        }

        await context.SaveChangesAsync(cancellationToken);
        return [.. vectors.OrderBy(vector => vector.Row.Sequence).Select(vector => new CommittedVector(
            names.Add(model),
            new VectorRecord(
                vector.Row.Sequence, vector.Crop.Id, vector.Crop.TrackletId, vector.Crop.CameraId, vector.Crop.CapturedAt.Ticks, vector.Crop.Quality),
            vector.Row.Data))];
    }
}
