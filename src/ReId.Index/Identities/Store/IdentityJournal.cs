using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>The state of identities and its history in the database. An operation is one transaction.</summary>
internal sealed partial class IdentityJournal(IGalleryContextFactory contexts)
{
    private const int RowsAtOnce = 5000;

    public async Task<IdentityState> LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var state = new IdentityState();
        var identities = await context.Set<IdentityRow>().AsNoTracking().ToListAsync(cancellationToken);
        state.Apply(identities.Select(row => new IdentityChange(row.Id, null, new Identity
        {
            Id = row.Id,
            Name = row.Name,
            Hidden = row.Hidden,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            MergedInto = row.MergedInto,
        })));
        await foreach (var row in context.Set<AssignmentRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            state.Apply([new AssignmentChange(row.CropId, null, new Assignment(
                row.IdentityId, Enum.Parse<AssignmentOrigin>(row.Origin, ignoreCase: true), row.Score, row.AssignedAt, row.RunId))]);
        }

        var decisions = await context.Set<DecisionRow>().AsNoTracking().Where(row => row.UndoneAt == null).ToListAsync(cancellationToken);
        state.Apply(decisions.Select(row => new DecisionChange(FromRow(row), true)));
        return state;
    }

    public async Task CommitAsync(Operation operation, CancellationToken cancellationToken)
    {
        await using var outer = contexts.CreateContext();
        await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var context = contexts.CreateContext();
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await WriteAsync(context, operation, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        });
    }

    /// <summary>Takes crops that are gone out of every decision, undone ones too.</summary>
    public async Task ForgetAsync(IReadOnlySet<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        foreach (var row in await context.Set<DecisionRow>().ToListAsync(cancellationToken))
        {
            var named = JsonSerializer.Deserialize<List<Guid>>(row.Crops)!;
            if (named.RemoveAll(crops.Contains) > 0)
            {
                row.Crops = JsonSerializer.Serialize(named);
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <exception cref="ReIdException">There is none of that id.</exception>
    public async Task<(Operation Operation, Guid? UndoneBy)> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.OperationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            throw new IdentityMissingException($"There is no operation {id} in this gallery's history.");
        }

        var ids = rows.Select(ChangeMapping.DecisionOf).OfType<Guid>();
        var decisions = await ids.InChunksAsync(chunk => context.Set<DecisionRow>().AsNoTracking().Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken));
        return (ChangeMapping.FromRows(rows, decisions.ToDictionary(row => row.Id, FromRow)), rows[0].UndoneBy);
    }

    /// <summary>Of these crops those that an operator's operation, still in force, changed after another operation.</summary>
    public async Task<HashSet<Guid>> ChangedByOperatorsAsync(Guid after, IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var last = await context.Set<ChangeRow>().Where(row => row.OperationId == after).MaxAsync(row => row.Sequence, cancellationToken);
        string[] automatic = ["run.crop", "join.crop", "undo.crop"];
        var rows = await crops.InChunksAsync(chunk => context.Set<ChangeRow>().AsNoTracking()
            .Where(row => row.Sequence > last && row.UndoneBy == null && row.CropId != null && chunk.Contains(row.CropId.Value) && !automatic.Contains(row.Kind))
            .Select(row => row.CropId!.Value).ToListAsync(cancellationToken));
        return [.. rows];
    }

    private static async Task WriteAsync(GalleryDbContext context, Operation operation, CancellationToken cancellationToken)
    {
        // 1. Identities that come to be or change, before crops can refer to them.
        var identities = operation.Changes.OfType<IdentityChange>().GroupBy(change => change.IdentityId).Select(group => group.Last()).ToList();
        foreach (var change in identities.Where(change => change.After is not null))
        {
            var row = await context.Set<IdentityRow>().FindAsync([change.IdentityId], cancellationToken);
            row ??= context.Add(new IdentityRow { Id = change.IdentityId }).Entity;
            (row.Name, row.Hidden, row.MergedInto) = (change.After!.Name, change.After.Hidden, change.After.MergedInto);
            (row.CreatedAt, row.UpdatedAt) = (change.After.CreatedAt.UtcDateTime, change.After.UpdatedAt.UtcDateTime);
        }

        await context.SaveChangesAsync(cancellationToken);

        // 2. Crops: out with what was, in with what is.
        var crops = operation.Changes.OfType<AssignmentChange>().GroupBy(change => change.CropId).Select(group => group.Last()).ToList();
        foreach (var chunk in crops.Select(change => change.CropId).Chunk(1000))
        {
            await context.Set<AssignmentRow>().Where(row => chunk.Contains(row.CropId)).ExecuteDeleteAsync(cancellationToken);
        }

        await InsertAsync(context, crops.Where(change => change.After is not null).Select(change => new AssignmentRow
        {
            CropId = change.CropId,
            IdentityId = change.After!.IdentityId,
            Origin = ChangeWord(change.After.Origin),
            Score = change.After.Score,
            AssignedAt = change.After.AssignedAt.UtcDateTime,
            RunId = change.After.RunId,
        }), cancellationToken);

        // 3. Decisions.
        foreach (var change in operation.Changes.OfType<DecisionChange>())
        {
            var row = await context.Set<DecisionRow>().FindAsync([change.Decision.Id], cancellationToken);
            row ??= context.Add(ToRow(change.Decision)).Entity;
            row.UndoneAt = change.Holds ? null : operation.At.UtcDateTime;
        }

        // 4. The history, and what was undone.
        await InsertAsync(context, ChangeMapping.ToRows(operation), cancellationToken);
        foreach (var gone in identities.Where(change => change.After is null).Select(change => change.IdentityId))
        {
            await context.Set<IdentityRow>().Where(row => row.Id == gone).ExecuteDeleteAsync(cancellationToken);
        }

        // Undoing an undo puts its operation in force again, and what that one had undone out of force, and so on.
        var by = (Guid?)operation.Id;
        for (var step = operation.Undoes; step is { } undone;)
        {
            await context.Set<ChangeRow>().Where(row => row.OperationId == undone)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UndoneBy, by), cancellationToken);
            var head = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.OperationId == undone).OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
            (step, by) = (head is null ? null : ChangeMapping.UndoneOf(head), by is null ? undone : null);
        }
    }

    /// <summary>Inserts rows piece by piece: a first run has a million, and the context would keep every one in mind.</summary>
    private static async Task InsertAsync<T>(GalleryDbContext context, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await context.SaveChangesAsync(cancellationToken);
        foreach (var piece in rows.Chunk(RowsAtOnce))
        {
            context.ChangeTracker.Clear();
            context.AddRange(piece);
            await context.SaveChangesAsync(cancellationToken);
        }

        context.ChangeTracker.Clear();
    }

    private static string ChangeWord(AssignmentOrigin origin) => origin.ToString().ToLowerInvariant();

    private static DecisionRow ToRow(Decision decision) => new()
    {
        Id = decision.Id,
        Kind = decision.Kind.ToString().ToLowerInvariant(),
        IdentityId = decision.IdentityId,
        OtherIdentityId = decision.OtherIdentityId,
        Crops = JsonSerializer.Serialize(decision.Crops),
        MadeBy = decision.MadeBy,
        MadeAt = decision.MadeAt.UtcDateTime,
    };

    private static Decision FromRow(DecisionRow row) => new()
    {
        Id = row.Id,
        Kind = Enum.Parse<DecisionKind>(row.Kind, ignoreCase: true),
        IdentityId = row.IdentityId,
        OtherIdentityId = row.OtherIdentityId,
        Crops = JsonSerializer.Deserialize<List<Guid>>(row.Crops)!,
        MadeBy = row.MadeBy,
        MadeAt = row.MadeAt,
    };
}
