using Microsoft.EntityFrameworkCore;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Index.Blobs;
using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>A vector that was committed, ready for the index.</summary>
internal readonly record struct CommittedVector(ModelInfo Model, VectorRecord Record, ReadOnlyMemory<byte> Half);

/// <summary>Stores and removes crops: pictures, then one commit. One caller at a time.</summary>
internal sealed class GalleryWriter(GalleryDatabase database, IBlobStore blobs, GalleryNames names, ErasureGate gate, IndexLog log)
{
    private const int BlobWritesAtOnce = 8;

    private sealed record Candidate(GalleryEntry Entry, float[] Unit)
    {
        public (Guid, string) Key => (Entry.Crop.CropId, Entry.ModelId);
    }

    public async Task<(AddResult Result, IReadOnlyList<CommittedVector> Committed)> AddAsync(
        IReadOnlyList<GalleryEntry> entries, CancellationToken cancellationToken)
    {
        // 1. Set aside what can never be stored and what occurs twice.
        var candidates = Select(entries, out var rejected, out var duplicates);
        await RemoveErasedAsync(entries, rejected);

        // 2. Ask what is stored already.
        await using var context = database.CreateContext();
        var ids = candidates.Select(candidate => candidate.Entry.Crop.CropId);
        var knownCrops = (await ids.InChunksAsync(chunk => context.Crops.AsNoTracking()
            .Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken))).ToDictionary(row => row.Id);
        var knownVectors = (await knownCrops.Keys.InChunksAsync(chunk => context.Vectors.AsNoTracking()
            .Where(row => chunk.Contains(row.CropId)).Select(row => new { row.CropId, row.Model!.Name })
            .ToListAsync(cancellationToken))).Select(row => (row.CropId, row.Name)).ToHashSet();
        duplicates += candidates.RemoveAll(candidate => knownVectors.Contains(candidate.Key));

        // 3. Pictures first: a row without its picture must never be seen, a picture without a row does no harm.
        var crops = candidates.Select(candidate => candidate.Entry.Crop)
            .Where(crop => !knownCrops.ContainsKey(crop.CropId)).DistinctBy(crop => crop.CropId).ToList();
        var keys = crops.ToDictionary(
            crop => crop.CropId, crop => crop.Image.BlobKey ?? BlobKeys.ForCrop(crop.CropId, crop.Image.Data));
        await Parallel.ForEachAsync(
            crops.Where(crop => crop.Image.Data is not null),
            new ParallelOptions { MaxDegreeOfParallelism = BlobWritesAtOnce, CancellationToken = cancellationToken },
            async (crop, token) => await blobs.WriteAsync(keys[crop.CropId], crop.Image.Data, token));

        // 4. One commit. An orphaned picture stays when it fails: the repeated call overwrites it.
        var cameras = await CamerasAsync(context, crops.Select(crop => crop.Camera), cancellationToken);
        var models = await ModelsAsync(context, candidates, cancellationToken);
        foreach (var crop in crops)
        {
            context.Crops.Add(CropMapping.ToRow(crop, cameras[crop.Camera], keys[crop.CropId]));
        }

        var vectors = new List<(VectorRow Row, Candidate Candidate)>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var data = HalfVector.Encode(candidate.Unit);
            var row = new VectorRow
            {
                CropId = candidate.Entry.Crop.CropId,
                Model = models[candidate.Entry.ModelId],
                Data = data,
                Checksum = RowChecksum.OfVector(candidate.Entry.Crop.CropId, candidate.Entry.ModelId, data),
            };
            context.Vectors.Add(row);
            vectors.Add((row, candidate));
        }

        await context.SaveChangesAsync(cancellationToken);

        // 5. From here on it is stored: nothing may be cancelled, and nothing asks the database, which could fail.
        foreach (var camera in cameras.Values)
        {
            names.Add(camera);
        }

        var stored = StoredCrops(knownCrops.Values, crops, cameras);
        var committed = vectors.OrderBy(vector => vector.Row.Sequence).Select(vector => new CommittedVector(
            names.Add(vector.Row.Model!),
            stored[vector.Row.CropId] with { Sequence = vector.Row.Sequence },
            vector.Row.Data)).ToList();
        var result = new AddResult { Added = committed.Count, Duplicates = duplicates, Rejected = rejected };
        return (result, committed);
    }

    // Its picture may be there already: of a process that was killed before the commit, or put there by who cut the crop.
    private async Task RemoveErasedAsync(IReadOnlyList<GalleryEntry> entries, List<RejectedEntry> rejected)
    {
        foreach (var crop in rejected.Select(entry => entries[entry.Position]?.Crop).OfType<CropCaptured>())
        {
            // The key that a message names is believed only where it is this crop's.
            var key = crop.Image is { } image ? image.BlobKey ?? (image.Data is { } picture ? BlobKeys.ForCrop(crop.CropId, picture) : null) : null;
            if (key is not null && BlobKeys.Problem(key) is null && Path.GetFileNameWithoutExtension(key) == crop.CropId.ToString("n")
                && gate.Refusal(crop) is not null)
            {
                await blobs.DeleteAsync(key, CancellationToken.None);
            }
        }
    }

    /// <summary>Removes crops; returns those that were there.</summary>
    public async Task<IReadOnlySet<Guid>> RemoveAsync(
        IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var rows = await cropIds.InChunksAsync(
            chunk => context.Crops.Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken));
        context.Crops.RemoveRange(rows);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var row in rows)
        {
            try
            {
                await blobs.DeleteAsync(row.BlobKey, CancellationToken.None);
            }
            catch (Exception failure)
            {
                log.BlobLeftBehind(failure, row.BlobKey);
            }
        }

        return rows.Select(row => row.Id).ToHashSet();
    }

    private List<Candidate> Select(
        IReadOnlyList<GalleryEntry> entries, out List<RejectedEntry> rejected, out int duplicates)
    {
        rejected = [];
        duplicates = 0;
        var candidates = new List<Candidate>(entries.Count);
        var seen = new HashSet<(Guid, string)>();
        var dimensions = new Dictionary<string, int>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (EntryValidator.Check(entry, Dimension, out var problem) is not { } unit || (problem = gate.Refusal(entry.Crop)) is not null)
            {
                rejected.Add(new RejectedEntry(i, entry?.Crop?.CropId ?? Guid.Empty, problem!));
                continue;
            }

            dimensions[entry.ModelId] = unit.Length;
            var candidate = new Candidate(entry, unit);
            if (seen.Add(candidate.Key))
            {
                candidates.Add(candidate);
            }
            else
            {
                duplicates++;
            }
        }

        return candidates;

        int? Dimension(string model) => names.Model(model)?.Dimension
            ?? (dimensions.TryGetValue(model, out var first) ? first : null);
    }

    private static async Task<Dictionary<string, CameraRow>> CamerasAsync(
        GalleryDbContext context, IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        var unique = wanted.Distinct().ToList();
        var rows = await context.Cameras.Where(row => unique.Contains(row.Name))
            .ToDictionaryAsync(row => row.Name, cancellationToken);
        foreach (var name in unique.Where(name => !rows.ContainsKey(name)))
        {
            rows[name] = new CameraRow { Name = name, CreatedAt = CropMapping.Stored(DateTimeOffset.UtcNow) };
            context.Cameras.Add(rows[name]);
        }

        return rows;
    }

    private static async Task<Dictionary<string, ModelRow>> ModelsAsync(
        GalleryDbContext context, IEnumerable<Candidate> candidates, CancellationToken cancellationToken)
    {
        var wanted = candidates.DistinctBy(candidate => candidate.Entry.ModelId)
            .ToDictionary(candidate => candidate.Entry.ModelId, candidate => candidate.Unit.Length);
        var unique = wanted.Keys.ToList();
        var rows = await context.Models.Where(row => unique.Contains(row.Name))
            .ToDictionaryAsync(row => row.Name, cancellationToken);
        foreach (var name in unique.Where(name => !rows.ContainsKey(name)))
        {
            rows[name] = new ModelRow
            {
                Name = name,
                Dimension = wanted[name],
                CreatedAt = CropMapping.Stored(DateTimeOffset.UtcNow),
            };
            context.Models.Add(rows[name]);
        }

        return rows;
    }

    // A crop that was stored before keeps what it was stored with; its record must say the same.
    private static Dictionary<Guid, VectorRecord> StoredCrops(
        IEnumerable<CropRow> known, IEnumerable<CropCaptured> added, Dictionary<string, CameraRow> cameras)
    {
        var records = added.ToDictionary(crop => crop.CropId, crop => new VectorRecord(
            0, crop.CropId, crop.TrackletId, cameras[crop.Camera].Id, CropMapping.Stored(crop.CapturedAt).Ticks, crop.Quality));
        foreach (var row in known)
        {
            records[row.Id] = new VectorRecord(0, row.Id, row.TrackletId, row.CameraId, row.CapturedAt.Ticks, row.Quality);
        }

        return records;
    }
}
