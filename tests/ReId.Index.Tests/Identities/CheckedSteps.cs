using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

/// <summary>
/// Does steps and asks after each whether every decision holds, every crop that moved has a row with a reason, and nobody
/// stands in an identity that is no more.
/// </summary>
internal sealed class CheckedSteps(Index.Gallery gallery, DecisionOracle oracle)
{
    public StepDiary Diary { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="store">The identities.</param>
    /// <param name="step">Does it, and says under which operation; null where nothing was done.</param>
    /// <param name="automatic">Whether no operator does it.</param>
    /// <param name="undoes">The operation that it takes back.</param>
    public async Task<Guid?> DoAsync(IdentityStore store, Func<Task<Guid?>> step, bool automatic = false, Guid? undoes = null)
    {
        var before = StateCopy.Of(store.State);
        await using var context = gallery.Contexts.CreateContext();
        var last = await context.Set<ChangeRow>().MaxAsync(row => (long?)row.Sequence, Token) ?? 0;
        var operation = await step();
        if (operation is { } id)
        {
            Diary.Note(id, before, StateCopy.Of(store.State), automatic, undoes);
            oracle.Keep(Diary.InForce);
        }

        oracle.Check(store.State);
        var rows = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.Sequence > last).ToListAsync(Token);
        var reasons = rows.ToLookup(row => row.OperationId, row => row.Reason);
        var moved = rows.Where(row => row.CropId is not null && reasons[row.OperationId].Any(reason => !string.IsNullOrEmpty(reason)))
            .Select(row => (row.CropId!.Value, row.FromIdentity, row.ToIdentity)).ToHashSet();
        foreach (var crop in before.Assignments.Keys.Union(store.State.Assignments.Keys))
        {
            var (from, to) = (before.Assignments.GetValueOrDefault(crop)?.IdentityId, store.State.IdentityOf(crop));
            Assert.True(from == to || moved.Contains((crop, from, to)), $"crop {crop} went from {from} to {to} without a reason");
        }

        Assert.All(store.State.Assignments.Values, assignment => Assert.Equal(assignment.IdentityId, store.State.Resolve(assignment.IdentityId)));
        return operation;
    }

    /// <summary>Takes a step back, however long ago it was.</summary>
    /// <returns>False where that was refused: the sentence says what to undo first, and nothing changed.</returns>
    public async Task<bool> TryUndoAsync(IdentityStore store, Guid operation)
    {
        var now = StateCopy.Of(store.State);
        try
        {
            await DoAsync(store, async () => (await store.UndoAsync(operation, "ann", Token)).OperationId, undoes: operation);
        }
        catch (IdentityConflictException refused)
        {
            Assert.Contains("undo that one first", refused.Message, StringComparison.Ordinal);
            Assert.Equal(now.Text, StateCopy.Of(store.State).Text);
            return false;
        }

        Diary.CheckTakenBack(operation, now, StateCopy.Of(store.State), oracle);
        return true;
    }
}
