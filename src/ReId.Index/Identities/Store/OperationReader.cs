using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>Sums up an operation identity by identity; the database counts, since a first run moves every crop.</summary>
internal static class OperationReader
{
    public static async Task<IReadOnlyList<IdentityEffect>> EffectsAsync(GalleryDbContext context, Guid operation, CancellationToken cancellationToken)
    {
        var rows = context.Set<ChangeRow>().AsNoTracking().Where(row => row.OperationId == operation);
        var moves = await rows.Where(row => row.CropId != null && row.FromIdentity != row.ToIdentity)
            .GroupBy(row => new { row.FromIdentity, row.ToIdentity })
            .Select(group => new { group.Key.FromIdentity, group.Key.ToIdentity, Count = group.Count() }).ToListAsync(cancellationToken);
        var people = (await rows.Where(row => row.CropId == null && row.IdentityId != null && row.Kind.EndsWith(".identity"))
            .OrderBy(row => row.Sequence).Select(row => new { row.IdentityId, row.Before, row.After }).ToListAsync(cancellationToken))
            .ToLookup(row => row.IdentityId!.Value);
        var ids = moves.SelectMany(move => new[] { move.FromIdentity, move.ToIdentity }).OfType<Guid>().Concat(people.Select(row => row.Key)).Distinct();
        var (leaving, coming) = (moves.ToLookup(move => move.FromIdentity), moves.ToLookup(move => move.ToIdentity));
        return [.. ids.Select(id =>
        {
            var (before, after) = people.Contains(id) ? (Read(people[id].First().Before), Read(people[id].Last().After)) : (null, null);
            return new IdentityEffect(
                id, people.Contains(id) && before is null, after?.MergedInto != before?.MergedInto ? after?.MergedInto : null,
                coming[id].Sum(move => move.Count), leaving[id].Sum(move => move.Count),
                coming[id].Where(move => move.FromIdentity is not null).ToDictionary(move => move.FromIdentity!.Value, move => move.Count),
                leaving[id].Where(move => move.ToIdentity is not null).ToDictionary(move => move.ToIdentity!.Value, move => move.Count));
        }).OrderByDescending(effect => effect.Gained + effect.Lost).ThenBy(effect => effect.IdentityId)];
    }

    private static Identity? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Identity>(json);
}
