using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>A merge is undone, time passes, and the undo is undone: nobody may be left in the identity that is no more.</summary>
public sealed class MergedAgainTests : GalleryTest
{
    private static readonly DateTimeOffset s_found = new(2026, 5, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_came_meanwhile_goes_along_and_comes_back_alone(bool byOperator)
    {
        await using var gallery = await OpenAsync();
        var (store, crops, stays, goes) = await StoreAsync(gallery);
        var merge = byOperator
            ? (await store.MergeAsync(stays, [goes], "ann", Token)).OperationId
            : await RunAsync(store, [Merged(store, goes, stays), Move(store, crops[1], stays)]);
        var apart = (await store.UndoAsync(merge, "ann", Token)).OperationId;
        await RunAsync(store, [Move(store, crops[2], goes)]);
        var before = StateCopy.Of(store.State).Text;

        var again = (await store.UndoAsync(apart, "ann", Token)).OperationId;

        Assert.Equal([stays, stays, stays], crops.Select(crop => store.Lookup.IdentityOf(crop)));
        Assert.Equal(AssignmentOrigin.Cluster, store.State.Assignments[crops[2]].Origin);
        Assert.Empty(store.State.Violations());

        await store.UndoAsync(again, "ann", Token);
        Assert.Equal(before, StateCopy.Of(store.State).Text);
    }

    [Fact]
    public async Task Whom_an_operator_put_there_meanwhile_is_never_moved_without_being_asked()
    {
        await using var gallery = await OpenAsync();
        var (store, crops, stays, goes) = await StoreAsync(gallery);
        var apart = await MergedAndUndoneAsync(store, stays, goes);
        var confirmed = (await store.ConfirmAsync(goes, [crops[2]], exact: true, "bob", Token)).OperationId;

        await IsRefusedAsync(store, apart, $"Identity {goes} was used by a later operation: undo that one first.");

        await store.UndoAsync(confirmed, "bob", Token);
        await store.UndoAsync(apart, "ann", Token);
        Assert.Equal([stays, stays, null], crops.Select(crop => store.Lookup.IdentityOf(crop)));
    }

    [Fact]
    public async Task Whom_a_decision_bans_from_the_one_that_stays_does_not_go_there()
    {
        await using var gallery = await OpenAsync();
        var (store, crops, stays, goes) = await StoreAsync(gallery);
        var apart = await MergedAndUndoneAsync(store, stays, goes);
        await RunAsync(store, [Move(store, crops[2], goes)]);
        await store.RejectAsync(stays, [crops[2]], exact: true, "bob", Token);

        await IsRefusedAsync(store, apart, $"about crop {crops[2]}: undo that one first.");
    }

    [Fact]
    public async Task Two_that_were_merged_the_other_way_round_meanwhile_do_not_run_in_a_circle()
    {
        await using var gallery = await OpenAsync();
        var (store, crops, stays, goes) = await StoreAsync(gallery);
        var apart = await MergedAndUndoneAsync(store, stays, goes);
        await RunAsync(store, [Merged(store, stays, goes), Move(store, crops[0], goes)]);

        await IsRefusedAsync(store, apart, $"Identity {stays} was changed again by a later operation: undo that one first.");
    }

    private static async Task<Guid> MergedAndUndoneAsync(IdentityStore store, Guid stays, Guid goes)
    {
        var merge = (await store.MergeAsync(stays, [goes], "ann", Token)).OperationId;
        return (await store.UndoAsync(merge, "ann", Token)).OperationId;
    }

    private static async Task IsRefusedAsync(IdentityStore store, Guid operation, string sentence)
    {
        var before = StateCopy.Of(store.State).Text;
        var refused = await Assert.ThrowsAsync<IdentityConflictException>(() => store.UndoAsync(operation, "ann", Token));
        Assert.EndsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, StateCopy.Of(store.State).Text);
    }

    /// <summary>One crop of the identity that stays, one of the other, and one of nobody.</summary>
    private async Task<(IdentityStore Store, Guid[] Crops, Guid Stays, Guid Goes)> StoreAsync(Index.Gallery gallery)
    {
        GalleryEntry[] entries = [.. Enumerable.Range(0, 3).Select(i => Sample.Entry("gate", Sample.NewId(), i, Sample.Vector()))];
        await gallery.AddAsync(entries, Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        Guid[] crops = [.. entries.Select(entry => entry.Crop.CropId)];
        var (stays, goes) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RunAsync(store, [Born(stays), Born(goes), Move(store, crops[0], stays), Move(store, crops[1], goes)]);
        return (store, crops, stays, goes);
    }

    private static IdentityChange Born(Guid id) => new(id, null, new Identity { Id = id, CreatedAt = s_found, UpdatedAt = s_found });

    private static IdentityChange Merged(IdentityStore store, Guid goes, Guid into) =>
        new(goes, store.State.Identities[goes], store.State.Identities[goes] with { MergedInto = into });

    private static AssignmentChange Move(IdentityStore store, Guid crop, Guid into) =>
        new(crop, store.State.Assignments.GetValueOrDefault(crop), new Assignment(into, AssignmentOrigin.Cluster, null, s_found, null));

    private static async Task<Guid> RunAsync(IdentityStore store, IReadOnlyList<Change> changes) =>
        (await store.ChangeAsync(IdentityActors.Clustering, null, maker => maker.Make(OperationKind.Run, "found", changes), Token)).OperationId;
}
