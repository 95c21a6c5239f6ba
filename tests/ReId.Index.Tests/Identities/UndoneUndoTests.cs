using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>An operation is taken back by one other at a time, however often that is undone and done again.</summary>
public sealed class UndoneUndoTests : GalleryTest
{
    [Fact]
    public async Task An_undo_of_an_undo_is_refused_while_another_has_taken_its_operation_back()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var id = await PersonAsync(store, entry.Crop.CropId);
        var named = (await store.NameAsync(id, "Eve", "ann", Token)).OperationId;

        // It does not hold, holds again, and does not hold again.
        var first = await UndoAsync(store, named);
        var second = await UndoAsync(store, first);
        Assert.Equal("Eve", store.Peek(id)!.Name);
        var third = await UndoAsync(store, named);
        await IsTakenBackAsync(store, (named, third), (first, second));

        // Who takes the second back would have the first hold, which took back what the third did.
        var refused = await Assert.ThrowsAsync<IdentityConflictException>(() => UndoAsync(store, second));
        Assert.Contains($"by operation {third} since: undo that one first", refused.Message, StringComparison.Ordinal);
        await IsTakenBackAsync(store, (named, third), (first, second));
        Assert.Null(store.Peek(id)!.Name);

        // Once that is said the other way, every one has its way back.
        var fourth = await UndoAsync(store, third);
        Assert.Equal("Eve", store.Peek(id)!.Name);
        await IsTakenBackAsync(store, (first, second), (third, fourth));
        var fifth = await UndoAsync(store, second);
        Assert.Null(store.Peek(id)!.Name);
        await IsTakenBackAsync(store, (named, first), (second, fifth), (third, fourth));

        // And now the fourth is the one that cannot go: the third would take back what the first did.
        await Assert.ThrowsAsync<IdentityConflictException>(() => UndoAsync(store, fourth));
        var sixth = await UndoAsync(store, fifth);
        Assert.Equal("Eve", store.Peek(id)!.Name);
        await IsTakenBackAsync(store, (first, second), (third, fourth), (fifth, sixth));
    }

    private static async Task<Guid> UndoAsync(IdentityStore store, Guid operation) => (await store.UndoAsync(operation, "ann", Token)).OperationId;

    private static async Task IsTakenBackAsync(IdentityStore store, params (Guid Operation, Guid By)[] expected) => Assert.Equal(
        expected.OrderBy(pair => pair.Operation),
        (await store.HistoryAsync(null, 100, null, Token)).Where(entry => entry.UndoneBy is not null)
            .Select(entry => (entry.OperationId, entry.UndoneBy!.Value)).OrderBy(pair => pair.OperationId));

    private static async Task<Guid> PersonAsync(IdentityStore store, Guid crop)
    {
        var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await store.ChangeAsync(IdentityActors.Clustering, null, maker => maker.Make(OperationKind.Run, "found",
        [
            new IdentityChange(id, null, new Identity { Id = id, CreatedAt = now, UpdatedAt = now }),
            new AssignmentChange(crop, null, new Assignment(id, AssignmentOrigin.Cluster, null, now, null)),
        ]), Token);
        return id;
    }
}
