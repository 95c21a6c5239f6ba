using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <content>What operators say.</content>
public sealed partial class IdentityStore
{
    /// <inheritdoc/>
    public Task<OperationResult> NameAsync(Guid id, string? name, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, maker => maker.Name(id, name), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> HideAsync(Guid id, bool hidden, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, maker => maker.Hide(id, hidden), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> MergeAsync(Guid into, IReadOnlyCollection<Guid> from, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(actor, into, maker => maker.Merge(into, from), cancellationToken);

    /// <inheritdoc/>
    public async Task<OperationResult> SplitAsync(
        Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken)
    {
        var (named, mates) = await TrackletsAsync(crops, cancellationToken);
        return await ChangeAsync(
            actor, null, maker => maker.Split(id, exact ? named : [.. mates.Where(_state.Members(_state.Resolve(id)).Contains)]), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> ConfirmAsync(
        Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken)
    {
        var (named, mates) = await TrackletsAsync(crops, cancellationToken);
        return await ChangeAsync(actor, id, maker => maker.Confirm(id, exact ? named : mates), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> RejectAsync(
        Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken)
    {
        var (named, mates) = await TrackletsAsync(crops, cancellationToken);
        return await ChangeAsync(
            actor, id, maker => exact ? maker.Reject(id, named, mates) : maker.Reject(id, mates, []), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> UndoAsync(Guid operationId, string actor, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await HoldAsync(cancellationToken);
            var (operation, undoneBy) = await _journal.ReadAsync(operationId, cancellationToken);
            if (undoneBy is not null)
            {
                throw new IdentityConflictException($"Operation {operationId} is undone already, by operation {undoneBy}.");
            }

            if (await _journal.TakenBackByAnotherAsync(operation, cancellationToken) is var (taken, by))
            {
                throw new IdentityConflictException($"Operation {taken} was taken back by operation {by} since: undo that one first.");
            }

            var crops = operation.Changes.OfType<AssignmentChange>().Select(change => change.CropId);
            var later = await _journal.ChangedByOperatorsAsync(operationId, crops, cancellationToken);
            var (changes, notes) = new UndoMaker(_state, later.Contains).Undo(operation);
            var undo = new OperationMaker(_state, actor, _clock.Next)
                .Make(OperationKind.Undo, $"undid: {operation.Reason}", changes, operationId);
            return await CommitAsync(undo, null, notes, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(List<Guid> Named, List<Guid> WithMates)> TrackletsAsync(IReadOnlyCollection<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = _contexts.CreateContext();
        var named = await crops.InChunksAsync(chunk => context.Crops.AsNoTracking().Where(row => chunk.Contains(row.Id))
            .Select(row => new { row.Id, row.TrackletId }).ToListAsync(cancellationToken));
        var known = named.Select(row => row.Id).ToHashSet();
        if (crops.FirstOrDefault(crop => !known.Contains(crop)) is var unknown && unknown != default)
        {
            throw new IdentityMissingException($"There is no crop {unknown} in this gallery.");
        }

        var mates = await named.Select(row => row.TrackletId).InChunksAsync(chunk => context.Crops.AsNoTracking()
            .Where(row => chunk.Contains(row.TrackletId)).Select(row => row.Id).ToListAsync(cancellationToken));
        return ([.. known], mates);
    }
}
