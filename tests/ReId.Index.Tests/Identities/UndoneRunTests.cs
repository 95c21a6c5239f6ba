using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>A run goes back although an operator decided since: only the crops that may not go back stay.</summary>
public sealed class UndoneRunTests : GalleryTest
{
    private static readonly DateTimeOffset s_found = new(2026, 5, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_crop_that_is_banned_from_what_its_old_identity_became_stays()
    {
        await using var gallery = await OpenAsync();
        var (store, crops) = await StoreAsync(gallery);
        var (old, other, heir) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await RunAsync(store, [old, other, heir], (crops[0], old), (crops[1], old), (crops[2], old), (crops[3], other), (crops[4], heir));
        var run = await RunAsync(store, [], (crops[0], other), (crops[1], other));
        await store.MergeAsync(heir, [old], "ann", Token);
        await store.RejectAsync(heir, [crops[0]], exact: true, "ann", Token);

        var undo = await store.UndoAsync(run, "ann", Token);

        Assert.Equal([other, heir, heir, other, heir], crops.Select(crop => store.Lookup.IdentityOf(crop)));
        Assert.Equal(["1 crop that a decision keeps from going back: left where they are."], undo.Notes);
        Assert.Empty(store.State.Violations());
    }

    [Fact]
    public async Task Crops_that_were_said_to_be_where_the_run_had_put_them_stay_with_their_identity()
    {
        await using var gallery = await OpenAsync();
        var (store, crops) = await StoreAsync(gallery);
        var (into, alone, from) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var run = await RunAsync(store, [into, alone], (crops[0], into), (crops[1], into), (crops[2], alone));
        await RunAsync(store, [from], (crops[3], from), (crops[4], from));

        // A merge says it of the crops that were there already too, without touching them.
        await store.MergeAsync(into, [from], "ann", Token);

        var undo = await store.UndoAsync(run, "ann", Token);

        Assert.Equal([into, into, null, into, into], crops.Select(crop => store.Lookup.IdentityOf(crop)));
        Assert.Equal(["2 crops that a decision keeps from going back: left where they are."], undo.Notes);
        Assert.Null(store.Peek(alone));
        Assert.Empty(store.State.Violations());
    }

    /// <summary>A gallery of five crops, each of a tracklet of its own.</summary>
    private async Task<(IdentityStore Store, Guid[] Crops)> StoreAsync(Index.Gallery gallery)
    {
        GalleryEntry[] entries = [.. Enumerable.Range(0, 5).Select(i => Sample.Entry("gate", Sample.NewId(), i, Sample.Vector()))];
        await gallery.AddAsync(entries, Token);
        return (await IdentityStore.OpenAsync(gallery, cancellationToken: Token), [.. entries.Select(entry => entry.Crop.CropId)]);
    }

    /// <summary>What a run does, without its clusterer.</summary>
    private static async Task<Guid> RunAsync(IdentityStore store, Guid[] born, params (Guid Crop, Guid Into)[] moves) =>
        (await store.ChangeAsync(IdentityActors.Clustering, null, maker => maker.Make(OperationKind.Run, "found",
        [
            .. born.Select(id => new IdentityChange(id, null, new Identity { Id = id, CreatedAt = s_found, UpdatedAt = s_found })),
            .. moves.Select(move => new AssignmentChange(
                move.Crop, store.State.Assignments.GetValueOrDefault(move.Crop), new Assignment(move.Into, AssignmentOrigin.Cluster, null, s_found, null))),
        ]), Token)).OperationId;
}
