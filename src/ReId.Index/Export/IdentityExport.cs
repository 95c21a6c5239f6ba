using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Storage;

namespace ReId.Index.Export;

/// <summary>A file of an export.</summary>
/// <param name="Path">Its name, with '/' between parts.</param>
/// <param name="Content">What is in it.</param>
public sealed record ExportFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>Everything that a gallery holds on one identity: rows as JSON, pictures as they are.</summary>
/// <param name="gallery">The gallery.</param>
public sealed class IdentityExport(Gallery gallery)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>The files, one after the other.</summary>
    /// <param name="identity">The identity; one that was merged into another one stands for that one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ErasureMissingException">There is none of that id.</exception>
    public async IAsyncEnumerable<ExportFile> FilesAsync(Guid identity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        var people = await PeopleAsync(context, identity, cancellationToken);
        var ids = people.ConvertAll(row => row.Id);
        yield return Json("identity.json", people.ConvertAll(row => new { row.Id, row.Name, row.Hidden, row.CreatedAt, row.UpdatedAt, row.MergedInto }));

        var crops = await context.Assignments.AsNoTracking().Where(row => ids.Contains(row.IdentityId))
            .OrderBy(row => row.Crop!.CapturedAt).ThenBy(row => row.CropId)
            .Select(row => new
            {
                row.CropId,
                row.IdentityId,
                row.Origin,
                row.Score,
                row.AssignedAt,
                row.RunId,
                Camera = row.Crop!.Camera!.Name,
                row.Crop.TrackletId,
                row.Crop.CapturedAt,
                row.Crop.BoxX,
                row.Crop.BoxY,
                row.Crop.BoxWidth,
                row.Crop.BoxHeight,
                row.Crop.Quality,
                row.Crop.Width,
                row.Crop.Height,
                row.Crop.BlobKey,
            }).ToListAsync(cancellationToken);
        var cropIds = crops.ConvertAll(row => row.CropId);
        yield return Json("crops.json", crops);
        yield return Json("vectors.json", (await cropIds.InChunksAsync(chunk => context.Vectors.AsNoTracking().Where(row => chunk.Contains(row.CropId))
            .Select(row => new { row.CropId, Model = row.Model!.Name, row.Data }).ToListAsync(cancellationToken)))
            .Select(row => new { row.CropId, row.Model, Vector = HalfVector.Decode(row.Data) }));
        yield return Json("watches.json", await context.Watches.AsNoTracking().Where(row => row.IdentityId != null && ids.Contains(row.IdentityId.Value))
            .Select(row => new { row.Id, row.Name, row.Threshold, row.CreatedBy, row.CreatedAt }).ToListAsync(cancellationToken));
        yield return Json("watch-hits.json", await cropIds.InChunksAsync(chunk => context.WatchHits.AsNoTracking().Where(row => chunk.Contains(row.CropId))
            .Select(row => new { row.WatchId, row.CropId, row.Score, row.At }).ToListAsync(cancellationToken)));
        yield return Json("decisions.json", await context.Decisions.AsNoTracking()
            .Where(row => ids.Contains(row.IdentityId) || (row.OtherIdentityId != null && ids.Contains(row.OtherIdentityId.Value)))
            .OrderBy(row => row.MadeAt).Select(row => new { row.Id, row.Kind, row.IdentityId, row.OtherIdentityId, row.Crops, row.MadeBy, row.MadeAt, row.UndoneAt })
            .ToListAsync(cancellationToken));
        yield return Json("history.json", await HistoryAsync(context, ids, cropIds, cancellationToken));

        foreach (var crop in crops)
        {
            if (await gallery.Blobs.ReadAsync(crop.BlobKey, cancellationToken) is { } picture)
            {
                yield return new ExportFile($"pictures/{crop.CropId}{Path.GetExtension(crop.BlobKey)}", picture);
            }
        }
    }

    private static async Task<List<IdentityRow>> PeopleAsync(GalleryDbContext context, Guid identity, CancellationToken cancellationToken)
    {
        var all = await context.Identities.AsNoTracking().ToDictionaryAsync(row => row.Id, cancellationToken);
        var root = identity;
        for (var i = 0; i <= all.Count && all.GetValueOrDefault(root)?.MergedInto is { } into; i++)
        {
            root = into;
        }

        var people = new List<IdentityRow> { all.GetValueOrDefault(root) ?? throw new ErasureMissingException($"There is no identity {identity}.") };
        for (var at = 0; at < people.Count; at++)
        {
            people.AddRange(all.Values.Where(row => row.MergedInto == people[at].Id).ExceptBy(people.Select(known => known.Id), row => row.Id));
        }

        return people;
    }

    private static async Task<IEnumerable<object>> HistoryAsync(
        GalleryDbContext context, List<Guid> ids, List<Guid> crops, CancellationToken cancellationToken)
    {
        var rows = await context.Changes.AsNoTracking().Where(row =>
            (row.IdentityId != null && ids.Contains(row.IdentityId.Value)) || (row.FromIdentity != null && ids.Contains(row.FromIdentity.Value))
            || (row.ToIdentity != null && ids.Contains(row.ToIdentity.Value))).ToListAsync(cancellationToken);
        rows.AddRange(await crops.InChunksAsync(chunk => context.Changes.AsNoTracking()
            .Where(row => row.CropId != null && chunk.Contains(row.CropId.Value)).ToListAsync(cancellationToken)));
        return rows.DistinctBy(row => row.Sequence).OrderBy(row => row.Sequence).Select(row => new
        {
            row.Sequence,
            row.OperationId,
            row.At,
            row.Actor,
            row.Kind,
            row.Reason,
            row.CropId,
            row.FromIdentity,
            row.ToIdentity,
            row.IdentityId,
            row.Before,
            row.After,
            row.UndoneBy,
        });
    }

    private static ExportFile Json<T>(string path, T value) => new(path, JsonSerializer.SerializeToUtf8Bytes(value, s_json));
}
