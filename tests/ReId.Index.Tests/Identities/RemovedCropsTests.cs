using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>Crops that leave the gallery take everything with them that was known of them.</summary>
public class RemovedCropsTests : GalleryTest
{
    private static readonly RunSettings s_settings = new() { Distance = Index.Clustering.Pipeline.ClusterDistance.Cosine, Eps = 0.3 };

    [Fact]
    public async Task Nothing_of_a_removed_crop_is_left_in_memory_or_in_decisions()
    {
        await using var gallery = await OpenAsync();
        var (store, crops) = await PersonAsync(gallery);
        var id = store.Lookup.IdentityOf(crops[0])!.Value;
        await store.ConfirmAsync(id, crops, exact: true, "ann", Token);
        var undone = await store.RejectAsync(id, [crops[1]], exact: true, "ann", Token);
        await store.UndoAsync(undone.OperationId, "ann", Token);

        Assert.Equal(2, await gallery.RemoveAsync(crops[..2], Token));

        Assert.Null(store.Lookup.IdentityOf(crops[0]));
        Assert.Equal(crops[2..].Order(), store.Lookup.CropsOf(id)!.Order());
        Assert.Equal(1, (await store.FindAsync(id, Token))!.Crops);
        Assert.DoesNotContain(store.State.Decisions.Values, decision => decision.Crops.Intersect(crops[..2]).Any());
        Assert.DoesNotContain(crops[0].ToString(), await DecisionsAsync(gallery), StringComparison.Ordinal);
        Assert.DoesNotContain(crops[1].ToString(), await DecisionsAsync(gallery), StringComparison.Ordinal);

        // What is left goes on: the next run, and the way back of what was decided.
        await new IdentityClustering(gallery, store).RunAsync(new RunRequest { ModelId = Sample.Model, Settings = s_settings }, null, Token);
        await store.UndoAsync((await store.HistoryAsync(id, 10, null, Token)).First(entry => entry.Kind == "confirm").OperationId, "ann", Token);
        Assert.Empty(store.State.Violations());
    }

    [Fact]
    public async Task What_a_killed_process_could_not_say_is_found_at_the_next_start()
    {
        await using var gallery = await OpenAsync();
        var (store, crops) = await PersonAsync(gallery);
        await store.ConfirmAsync(store.Lookup.IdentityOf(crops[0])!.Value, crops, exact: true, "ann", Token);
        gallery.Removed = null;
        await gallery.RemoveAsync(crops[..1], Token);
        Assert.Contains(crops[0].ToString(), await DecisionsAsync(gallery), StringComparison.Ordinal);

        store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);

        Assert.Null(store.Lookup.IdentityOf(crops[0]));
        Assert.DoesNotContain(crops[0].ToString(), await DecisionsAsync(gallery), StringComparison.Ordinal);
    }

    private static async Task<string> DecisionsAsync(Index.Gallery gallery)
    {
        await using var context = gallery.Contexts.CreateContext();
        return string.Join('\n', await context.Set<DecisionRow>().Select(row => row.Crops).ToListAsync(Token));
    }

    /// <summary>A person in three tracklets of one crop each, whom a run has found.</summary>
    private async Task<(IdentityStore Store, Guid[] Crops)> PersonAsync(Index.Gallery gallery)
    {
        var face = Sample.Vector();
        GalleryEntry[] entries = [Sample.Entry("a", Sample.NewId(), 0, face), Sample.Entry("b", Sample.NewId(), 1, face), Sample.Entry("c", Sample.NewId(), 2, face)];
        await gallery.AddAsync(entries, Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var run = await new IdentityClustering(gallery, store).RunAsync(new RunRequest { ModelId = Sample.Model, Settings = s_settings }, null, Token);
        Assert.Equal((3, 1), (run.Report.Crops, run.Report.Clusters));
        return (store, [.. entries.Select(entry => entry.Crop.CropId)]);
    }
}
