using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>What the store tells: lists by page, what an operation did, runs by time.</summary>
public class IdentityListTests : GalleryTest
{
    private const int People = 7;

    [Theory]
    [InlineData(IdentityOrder.Oldest)]
    [InlineData(IdentityOrder.Newest)]
    [InlineData(IdentityOrder.Largest)]
    public async Task Pages_show_everybody_once_in_order_even_when_the_last_of_a_page_is_merged_away(IdentityOrder order)
    {
        await using var gallery = await OpenAsync();
        var (store, _) = await ClusteredAsync(gallery);
        var all = await store.ListAsync(new IdentityListing { Limit = 100, Order = order }, Token);
        Assert.Equal(People, all.Count);
        Assert.Equal(order == IdentityOrder.Largest ? all.OrderByDescending(one => one.Crops) : all, all);

        var first = await store.ListAsync(new IdentityListing { Limit = 3, Order = order }, Token);
        var place = IdentityPosition.Of(first[^1], order);
        await store.MergeAsync(first[0].Identity.Id, [first[^1].Identity.Id], "ann", Token);
        var rest = await store.ListAsync(new IdentityListing { Limit = 100, Order = order, Beyond = place }, Token);

        Assert.Equal(all.Skip(3).Select(one => one.Identity.Id), rest.Select(one => one.Identity.Id));
    }

    [Fact]
    public async Task A_run_and_a_merge_say_what_they_did_to_each_identity()
    {
        await using var gallery = await OpenAsync();
        var (store, run) = await ClusteredAsync(gallery);
        var born = (await store.OperationAsync(run.RunId, Token))!;
        Assert.Equal(People, born.Identities.Count);
        Assert.All(born.Identities, effect => Assert.Equal((true, 0), (effect.Created, effect.Lost)));
        Assert.Equal(run.Report.Crops, born.Identities.Sum(effect => effect.Gained));

        var two = born.Identities.Take(2).Select(effect => effect.IdentityId).ToArray();
        var crops = store.Lookup.CropsOf(two[1])!.Count;
        var merge = await store.MergeAsync(two[0], [two[1]], "ann", Token);
        var effects = (await store.OperationAsync(merge.OperationId, Token))!.Identities.ToDictionary(effect => effect.IdentityId);
        Assert.Equal((crops, 0, null), (effects[two[0]].Gained, effects[two[0]].Lost, effects[two[0]].MergedInto));
        Assert.Equal((0, crops, two[0]), (effects[two[1]].Gained, effects[two[1]].Lost, effects[two[1]].MergedInto));
        Assert.Equal(crops, effects[two[0]].From[two[1]]);
        Assert.Equal(two[0], store.Peek(two[1])!.Id);
        Assert.Equal(store.Lookup.CropsOf(two[0])!.Order(), store.Lookup.CropsOf(two[1])!.Order());

        var undo = await store.UndoAsync(merge.OperationId, "ann", Token);
        Assert.Equal(undo.OperationId, (await store.UndoneAsync([merge.OperationId, run.RunId], Token)).Single().Value);
        Assert.Equal(merge.OperationId, (await store.OperationAsync(undo.OperationId, Token))!.Undoes);
        Assert.Null(await store.OperationAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Members_listings_and_visits_agree()
    {
        await using var gallery = await OpenAsync();
        var (store, _) = await ClusteredAsync(gallery);
        var one = (await store.ListAsync(new IdentityListing { Limit = 1, Order = IdentityOrder.Largest }, Token))[0];
        var members = store.Lookup.CropsOf(one.Identity.Id)!;
        var listed = await gallery.ListCropsAsync(new CropListing { IdentityId = one.Identity.Id, NewestFirst = true }, Token).Select(crop => crop.CropId).ToListAsync(Token);
        var visits = await store.TimelineAsync(one.Identity.Id, Token);
        Assert.Equal(one.Crops, members.Count);
        Assert.Equal(members.Order(), listed.Order());
        Assert.Equal(members.Order(), visits.SelectMany(visit => visit.Crops).Order());
        Assert.Equal(visits.OrderBy(visit => visit.From).Select(visit => visit.TrackletId), visits.Select(visit => visit.TrackletId));
        Assert.All(visits, visit => Assert.Contains(visit.BestCrop, visit.Crops));

        await store.ConfirmAsync(one.Identity.Id, [listed[0]], exact: true, "ann", Token);
        var said = await store.MembershipsAsync([.. listed, Guid.NewGuid()], Token);
        Assert.Equal(listed.Count, said.Count);
        Assert.Equal((AssignmentOrigin.Operator, true), (said[listed[0]].Assignment.Origin, said[listed[0]].Decided));
        Assert.Equal((AssignmentOrigin.Cluster, false), (said[listed[1]].Assignment.Origin, said[listed[1]].Decided));
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_and_go_on_by_time()
    {
        await using var gallery = await OpenAsync();
        var (store, first) = await ClusteredAsync(gallery);
        var clustering = new IdentityClustering(gallery, store);
        var second = await clustering.RunAsync(Request(), null, Token);
        var newest = Assert.Single(await clustering.ListAsync(1, null, Token));
        Assert.Equal((second.RunId, ClusterRunState.Finished, 0), (newest.RunId, newest.State, newest.Report.ChangedCrops));
        Assert.Equal(first.RunId, Assert.Single(await clustering.ListAsync(5, newest.StartedAt, Token)).RunId);
        Assert.Equal(Request().Settings, newest.Report.Settings);
    }

    private static RunRequest Request() => new()
    {
        ModelId = Sample.Model,
        Settings = new RunSettings { Distance = Index.Clustering.Pipeline.ClusterDistance.Cosine, Eps = 0.3 },
    };

    /// <summary>Seven people, of whom the n-th has n + 1 tracklets of two crops.</summary>
    private async Task<(IdentityStore Store, ClusterRun Run)> ClusteredAsync(Index.Gallery gallery)
    {
        var entries = new List<GalleryEntry>();
        for (var person = 1; person <= People; person++)
        {
            var face = Sample.Vector();
            for (var visit = 0; visit <= person; visit++)
            {
                var tracklet = Sample.NewId();
                entries.Add(Sample.Entry($"camera {visit % 3}", tracklet, (visit * 100) + person, face));
                entries.Add(Sample.Entry($"camera {visit % 3}", tracklet, (visit * 100) + person + 0.2, face));
            }
        }

        await gallery.AddAsync(entries, Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        return (store, await new IdentityClustering(gallery, store).RunAsync(Request(), null, Token));
    }
}
