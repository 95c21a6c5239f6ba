using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>Two tracklets of one camera at the same moment are two people, however much they look alike.</summary>
public sealed class SameMomentTests : GalleryTest
{
    private const int Crops = 4; // Of a tracklet, a minute apart.
    private const int Others = 8;

    /// <summary>How it is clustered, and where and when the second tracklet begins; the first is at the gate from 0 to 3.</summary>
    public static TheoryData<string, ClusterDistance, string, double, bool> Cases()
    {
        var cases = new TheoryData<string, ClusterDistance, string, double, bool>();
        foreach (var (algorithm, distance) in new[]
        {
            ("agglomerative", ClusterDistance.Jaccard), ("agglomerative", ClusterDistance.Cosine), ("dbscan", ClusterDistance.Cosine),
            ("hdbscan", ClusterDistance.Jaccard), ("whispers", ClusterDistance.Jaccard),
        })
        {
            cases.Add(algorithm, distance, "gate", 0, true);
            cases.Add(algorithm, distance, "gate", 1.5, true);
            cases.Add(algorithm, distance, "gate", 3, true); // Its first crop is of the moment of the other's last.
            cases.Add(algorithm, distance, "gate", 3.5, false);
            cases.Add(algorithm, distance, "yard", 1.5, false); // Two cameras may see one person at once.
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Only_those_that_do_not_stand_beside_each_other_become_one(
        string algorithm, ClusterDistance distance, string camera, double begins, bool apart)
    {
        await using var gallery = await OpenAsync();
        var face = Sample.Vector();
        var (one, two) = (Tracklet("gate", 0, face), Tracklet(camera, begins, face));
        await gallery.AddAsync([.. one, .. two, .. Strangers()], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);

        await clustering.RunAsync(Request(algorithm, distance), null, Token);
        var (first, second) = (IdentityOf(store, one), IdentityOf(store, two));
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Equal(apart, first != second);

        // And every night after.
        await clustering.RunAsync(Request(algorithm, distance), null, Token);
        Assert.Equal((first, second), (IdentityOf(store, one), IdentityOf(store, two)));
    }

    [Fact]
    public async Task Twins_who_are_seen_together_twice_are_two_identities()
    {
        await using var gallery = await OpenAsync();
        var face = Sample.Vector();
        List<GalleryEntry>[] gate = [Tracklet("gate", 0, face), Tracklet("gate", 1, face)];
        List<GalleryEntry>[] yard = [Tracklet("yard", 60, face), Tracklet("yard", 61, face)];
        await gallery.AddAsync([.. gate.Concat(yard).SelectMany(tracklet => tracklet), .. Strangers()], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);

        // As the night runs: a new identity takes two tracklets.
        await new IdentityClustering(gallery, store).RunAsync(
            new RunRequest { ModelId = Sample.Model, Settings = new RunSettings { K1 = 10, K2 = 3 } }, null, Token);

        var seen = gate.Concat(yard).Select(tracklet => IdentityOf(store, tracklet)).ToArray();
        Assert.DoesNotContain(null, seen);
        Assert.Equal(2, seen.Distinct().Count());
        Assert.NotEqual(seen[0], seen[1]);
        Assert.NotEqual(seen[2], seen[3]);
    }

    [Fact]
    public async Task A_tracklet_that_grew_beside_another_of_its_identity_leaves_it_by_night()
    {
        await using var gallery = await OpenAsync();
        var face = Sample.Vector();
        var (one, two) = (Tracklet("gate", 0, face), Tracklet("gate", 10, face));
        await gallery.AddAsync([.. one, .. two, .. Strangers()], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);
        var request = Request("agglomerative", ClusterDistance.Jaccard);
        await clustering.RunAsync(request, null, Token);
        Assert.Equal(IdentityOf(store, one), IdentityOf(store, two));

        var late = Sample.Entry("gate", one[0].Crop.TrackletId, 11, face);
        await gallery.AddAsync([late], Token);
        await clustering.RunAsync(request with { RunId = Guid.CreateVersion7() }, null, Token);

        one.Add(late);
        Assert.NotEqual(IdentityOf(store, one), IdentityOf(store, two));
    }

    [Fact]
    public async Task An_operator_who_says_that_they_are_one_is_believed()
    {
        await using var gallery = await OpenAsync();
        var face = Sample.Vector();
        var (one, two) = (Tracklet("gate", 0, face), Tracklet("gate", 1, face));
        await gallery.AddAsync([.. one, .. two, .. Strangers()], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);
        await clustering.RunAsync(Request("agglomerative", ClusterDistance.Jaccard), null, Token);
        var kept = IdentityOf(store, one)!.Value;
        Assert.NotEqual(kept, IdentityOf(store, two));

        await store.MergeAsync(kept, [IdentityOf(store, two)!.Value], "ann", Token);
        await clustering.RunAsync(Request("agglomerative", ClusterDistance.Jaccard), null, Token);

        Assert.Equal((kept, kept), (IdentityOf(store, one), IdentityOf(store, two)));
    }

    private static RunRequest Request(string algorithm, ClusterDistance distance) => new()
    {
        ModelId = Sample.Model,
        Settings = new RunSettings { Algorithm = algorithm, Distance = distance, Eps = distance == ClusterDistance.Jaccard ? 0.7 : 0.3, K1 = 10, K2 = 3, MinTracklets = 1 },
    };

    /// <summary>The one identity of a whole tracklet.</summary>
    private static Guid? IdentityOf(IdentityStore store, IEnumerable<GalleryEntry> tracklet) =>
        Assert.Single(tracklet.Select(entry => store.Lookup.IdentityOf(entry.Crop.CropId)).Distinct());

    private List<GalleryEntry> Tracklet(string camera, double begins, float[] face)
    {
        var id = Sample.NewId();
        return [.. Enumerable.Range(0, Crops).Select(i => Sample.Entry(camera, id, begins + i, Nearly(face)))];
    }

    private IEnumerable<GalleryEntry> Strangers() => Enumerable.Range(0, Others).SelectMany(person =>
    {
        var face = Sample.Vector();
        return Tracklet("gate", 100 + (person * 20), face).Concat(Tracklet("yard", 110 + (person * 20), face));
    });

    // A picture is never quite the one before.
    private float[] Nearly(float[] face)
    {
        var noise = Sample.Vector();
        return [.. face.Select((value, i) => value + (0.01f * noise[i]))];
    }
}
