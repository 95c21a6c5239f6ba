using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;

namespace ReId.Index.Database;

/// <summary>The vectors of the database as the index wants them.</summary>
internal sealed class VectorSource(GalleryDatabase database) : IVectorSource
{
    public async IAsyncEnumerable<VectorRecord> RecordsAsync(
        int modelId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = context.Vectors.AsNoTracking()
            .Where(row => row.ModelId == modelId && row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Select(row => new
            {
                row.Sequence,
                row.CropId,
                row.Crop!.TrackletId,
                row.Crop.CameraId,
                row.Crop.CapturedAt,
                row.Crop.Quality,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new VectorRecord(
                row.Sequence, row.CropId, row.TrackletId, row.CameraId, row.CapturedAt.Ticks, row.Quality);
        }
    }

    public async Task<int> CountAsync(int modelId, long upTo, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Vectors.CountAsync(
            row => row.ModelId == modelId && row.Sequence <= upTo, cancellationToken);
    }

    public async IAsyncEnumerable<IndexedVector> VectorsAsync(
        ModelInfo model, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = context.Vectors.AsNoTracking()
            .Where(row => row.ModelId == model.Id && row.Sequence > after && row.Sequence <= upTo)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.Sequence, row.CropId, row.Data, row.Checksum });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            RowChecksum.Verify(row.Sequence, row.CropId, model.Name, row.Data, row.Checksum);
            yield return new IndexedVector(row.Sequence, row.Data);
        }
    }
}
