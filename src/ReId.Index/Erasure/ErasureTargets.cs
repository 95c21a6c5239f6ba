using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Erasure;

/// <summary>What a request means in a database: crops, and the identities that go with them.</summary>
/// <param name="Crops">The crops.</param>
/// <param name="Identities">Those asked for with all that were merged into them, and those of whom no crop is left.</param>
internal sealed record ErasureTargets(IReadOnlySet<Guid> Crops, IReadOnlySet<Guid> Identities)
{
    /// <exception cref="ReIdException">There is no such identity, crop or camera.</exception>
    public static async Task<ErasureTargets> FindAsync(GalleryDbContext context, ErasureRequest request, CancellationToken cancellationToken)
    {
        if (request.IdentityId is { } identity)
        {
            var row = await context.Identities.AsNoTracking().SingleOrDefaultAsync(row => row.Id == identity, cancellationToken)
                ?? throw new ErasureMissingException($"There is no identity {identity}: './reid identities list' shows those there are.");
            if (row.MergedInto is { } into)
            {
                throw new ReIdException($"Identity {identity} was merged into {into}: erase that one, which shows the same person, or undo the merge first.");
            }
        }

        if (request.Camera is { } camera && !await context.Cameras.AnyAsync(row => row.Name == camera, cancellationToken))
        {
            throw new ErasureMissingException($"There is no camera '{camera}' in this gallery.");
        }

        var targets = await AgainAsync(context, new LedgerEntry
        {
            Id = Guid.Empty,
            At = default,
            Actor = "",
            Request = request,
            Crops = request.CropIds ?? [],
            Identities = request.IdentityId is { } one ? [one] : [],
        }, cancellationToken);
        return request.CropIds is { } asked && targets.Crops.Count == 0
            ? throw new ErasureMissingException($"There is no crop {asked[0]} in this gallery{(asked.Count > 1 ? ", nor any of the others" : "")}.")
            : targets;
    }

    /// <summary>What an erasure means in this database, which may be an older one; nothing of it need be there.</summary>
    public static async Task<ErasureTargets> AgainAsync(GalleryDbContext context, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var identities = await WithMergedAsync(context, entry.Identities, cancellationToken);
        var crops = (await entry.Crops.InChunksAsync(chunk => context.Crops.AsNoTracking()
            .Where(row => chunk.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken))).ToHashSet();
        if (entry.Request.IsSpan)
        {
            crops.UnionWith(await Span(context, entry.Request).Select(row => row.Id).ToListAsync(cancellationToken));
        }

        if (entry.Request.IdentityId is not null)
        {
            crops.UnionWith(await identities.InChunksAsync(chunk => context.Assignments.AsNoTracking()
                .Where(row => chunk.Contains(row.IdentityId)).Select(row => row.CropId).ToListAsync(cancellationToken)));
        }

        // Identities that are left without a crop: a name that nobody can put a face to any more is kept for nobody.
        var touched = (await crops.InChunksAsync(chunk => context.Assignments.AsNoTracking()
            .Where(row => chunk.Contains(row.CropId)).Select(row => row.IdentityId).ToListAsync(cancellationToken)))
            .GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        var all = (await touched.Keys.InChunksAsync(chunk => context.Assignments.AsNoTracking()
            .Where(row => chunk.Contains(row.IdentityId)).GroupBy(row => row.IdentityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken)))
            .ToDictionary(row => row.Key, row => row.Count);
        identities.UnionWith(await WithMergedAsync(context, touched.Where(id => all[id.Key] == id.Value).Select(id => id.Key), cancellationToken));
        return new ErasureTargets(crops, identities);
    }

    private static IQueryable<CropRow> Span(GalleryDbContext context, ErasureRequest request) => GalleryReader.Filter(
        context.Crops.AsNoTracking(),
        new CropListing { Cameras = request.Camera is { } camera ? [camera] : null, From = request.From, To = request.To });

    private static async Task<HashSet<Guid>> WithMergedAsync(
        GalleryDbContext context, IEnumerable<Guid> identities, CancellationToken cancellationToken)
    {
        var found = identities.ToHashSet();
        for (var next = found.ToList(); next.Count > 0;)
        {
            var merged = await next.InChunksAsync(chunk => context.Identities.AsNoTracking()
                .Where(row => row.MergedInto != null && chunk.Contains(row.MergedInto.Value)).Select(row => row.Id).ToListAsync(cancellationToken));
            next = [.. merged.Where(found.Add)];
        }

        return found;
    }
}
