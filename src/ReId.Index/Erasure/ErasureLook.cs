using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Erasure;

/// <summary>Looks what an erasure would remove.</summary>
internal static class ErasureLook
{
    /// <exception cref="Contracts.ReIdException">There is no such identity, crop or camera.</exception>
    public static async Task<ErasurePreview> AtAsync(GalleryDbContext context, ErasureRequest request, CancellationToken cancellationToken)
    {
        var targets = await ErasureTargets.FindAsync(context, request, cancellationToken);
        var cameras = new HashSet<string>();
        var (vectors, first, last) = (0, DateTime.MaxValue, DateTime.MinValue);
        foreach (var chunk in targets.Crops.Chunk(1000))
        {
            var crops = context.Crops.AsNoTracking().Where(row => chunk.Contains(row.Id));
            cameras.UnionWith(await crops.Select(row => row.Camera!.Name).Distinct().ToListAsync(cancellationToken));
            var times = await crops.Select(row => row.CapturedAt).ToListAsync(cancellationToken);
            (first, last) = (times.Append(first).Min(), times.Append(last).Max());
            vectors += await context.Vectors.CountAsync(row => chunk.Contains(row.CropId), cancellationToken);
        }

        var people = await targets.Identities.InChunksAsync(chunk => context.Identities.AsNoTracking()
            .Where(row => chunk.Contains(row.Id)).Select(row => new ErasurePreviewIdentity(row.Id, row.Name)).ToListAsync(cancellationToken));
        return new ErasurePreview
        {
            Crops = targets.Crops.Count,
            Vectors = vectors,
            Cameras = [.. cameras.Order(StringComparer.Ordinal)],
            FirstSeenAt = targets.Crops.Count == 0 ? null : new DateTimeOffset(DateTime.SpecifyKind(first, DateTimeKind.Utc)),
            LastSeenAt = targets.Crops.Count == 0 ? null : new DateTimeOffset(DateTime.SpecifyKind(last, DateTimeKind.Utc)),
            Identities = [.. people.OrderBy(person => person.Name is null).ThenBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.IdentityId)],
        };
    }
}
