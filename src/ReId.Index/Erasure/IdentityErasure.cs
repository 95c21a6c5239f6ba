using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Erasure;

/// <summary>
/// Takes people and crops out of the tables of identities. What the history says of others stays, and can still be undone:
/// where it names somebody who was erased, it says nobody.
/// </summary>
/// <param name="context">The database.</param>
/// <param name="identities">Who goes.</param>
/// <param name="crops">What goes; the rows of crops are gone already.</param>
/// <param name="note">Told of what goes before it is committed.</param>
internal sealed class IdentityErasure(
    GalleryDbContext context, IReadOnlySet<Guid> identities, IReadOnlySet<Guid> crops, Func<ErasureNote, Task> note)
{
    private const string OfPerson = ".identity";
    private const string OfDecision = ".decision";

    private readonly HashSet<Guid> _operations = [];
    private readonly List<long> _changes = [];
    private readonly List<Guid> _decisions = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var rows = await identities.InChunksAsync(chunk => context.Identities.Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken));
        var names = rows.Select(row => row.Name).OfType<string>().ToList();

        // 1. Steps about the crops and the people themselves.
        await RemoveAsync(await crops.InChunksAsync(chunk => context.Changes
            .Where(row => row.CropId != null && chunk.Contains(row.CropId.Value)).ToListAsync(cancellationToken)));
        var about = await identities.InChunksAsync(chunk => context.Changes
            .Where(row => row.IdentityId != null && chunk.Contains(row.IdentityId.Value) && row.Kind.EndsWith(OfPerson)).ToListAsync(cancellationToken));
        names.AddRange(about.SelectMany(row => new[] { row.Before, row.After }).Select(NameIn).OfType<string>());
        await RemoveAsync(about);

        // 2. Steps by which crops of others came from them or went to them.
        var passing = await identities.InChunksAsync(chunk => context.Changes.Where(row =>
            (row.FromIdentity != null && chunk.Contains(row.FromIdentity.Value))
            || (row.ToIdentity != null && chunk.Contains(row.ToIdentity.Value))).ToListAsync(cancellationToken));
        foreach (var row in passing.Distinct())
        {
            if (row.FromIdentity is { } from && identities.Contains(from))
            {
                (row.FromIdentity, row.Before) = (null, null);
            }

            if (row.ToIdentity is { } to && identities.Contains(to))
            {
                (row.ToIdentity, row.After) = (null, null);
            }
        }

        await RemoveAsync([.. passing.Distinct().Where(row => row.FromIdentity is null && row.ToIdentity is null)]);

        // 3. Decisions, then operations of which nothing is left.
        await DecisionsAsync(cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        var left = (await _operations.InChunksAsync(chunk => context.Changes
            .Where(row => chunk.Contains(row.OperationId) && EF.Functions.Like(row.Kind, "%.%")).Select(row => row.OperationId).Distinct()
            .ToListAsync(cancellationToken))).ToHashSet();
        await RemoveAsync(await _operations.Where(id => !left.Contains(id)).InChunksAsync(chunk =>
            context.Changes.Where(row => chunk.Contains(row.OperationId)).ToListAsync(cancellationToken)));

        // 4. The people.
        await context.SaveChangesAsync(cancellationToken);
        context.Identities.RemoveRange(rows);
        await context.SaveChangesAsync(cancellationToken);
        await note(new ErasureNote
        {
            Names = [.. names.Distinct()],
            Identities = [.. identities],
            People = [.. rows.Select(row => row.Id)],
            Decisions = _decisions,
            Changes = _changes,
        });
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task RemoveAsync(List<ChangeRow> rows)
    {
        _operations.UnionWith(rows.Select(row => row.OperationId));
        _changes.AddRange(rows.Select(row => row.Sequence));
        context.RemoveRange(rows);
        await context.SaveChangesAsync();
    }

    private async Task DecisionsAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await context.Decisions.ToListAsync(cancellationToken))
        {
            var named = JsonSerializer.Deserialize<List<Guid>>(row.Crops)!;
            if (named.RemoveAll(crops.Contains) > 0)
            {
                row.Crops = JsonSerializer.Serialize(named);
            }

            var (one, other) = (identities.Contains(row.IdentityId), row.OtherIdentityId is { } second && identities.Contains(second));
            var split = row.Kind == "split";
            if (split && one && !other && named.Count > 0)
            {
                // Of "not the one, but the other" only the other is left.
                var steps = await StepsAsync(row, cancellationToken);
                (row.Kind, row.IdentityId, row.OtherIdentityId) = ("confirm", row.OtherIdentityId!.Value, null);
                steps.ForEach(step => step.IdentityId = row.IdentityId);
            }
            else if (split && other && !one && named.Count > 0)
            {
                (row.Kind, row.OtherIdentityId) = ("reject", null);
            }
            else if (one || other)
            {
                await RemoveAsync(await StepsAsync(row, cancellationToken));
                context.Remove(row);
                _decisions.Add(row.Id);
            }
        }
    }

    private async Task<List<ChangeRow>> StepsAsync(DecisionRow decision, CancellationToken cancellationToken)
    {
        var id = decision.Id.ToString();
        return await context.Changes.Where(row => row.Kind.EndsWith(OfDecision) && row.IdentityId == decision.IdentityId
            && ((row.After != null && row.After.Contains(id)) || (row.Before != null && row.Before.Contains(id)))).ToListAsync(cancellationToken);
    }

    private static string? NameIn(string? identity) =>
        identity is null ? null : JsonSerializer.Deserialize<Identities.Identity>(identity)?.Name;
}
