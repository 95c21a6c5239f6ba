using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>Between runs a crop joins when that is sure, and else stays unknown.</summary>
public sealed class OnlineJoinTests : GalleryTest
{
    // Cosine .92 to each other.
    private static readonly float[] s_anna = Direction(0);
    private static readonly float[] s_berta = Direction(23.07);

    [Theory]
    [InlineData(0.5, true)]   // Anna, nearly
    [InlineData(23, true)]    // Berta
    [InlineData(14.07, false)] // .988 to Berta, .970 to Anna: the margin is 0.05
    [InlineData(80, false)]   // like nobody
    public async Task A_crop_joins_only_where_the_second_identity_is_clearly_less_similar(double degrees, bool joins)
    {
        await using var gallery = await OpenAsync();
        var store = await KnownAsync(gallery);
        var entry = Sample.Entry("gate", Sample.NewId(), 900, Direction(degrees));
        await gallery.AddAsync([entry], Token);

        var joined = await new OnlineJoin(gallery, store, new OnlineJoinOptions()).TryAsync(entry.Crop.CropId, Sample.Model, Token);

        Assert.Equal(joins, joined is not null);
        Assert.Equal(joins, store.Lookup.IdentityOf(entry.Crop.CropId) is not null);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(160)]
    public async Task Tracklets_of_nobody_known_do_not_hide_the_second_identity(int strangers)
    {
        await using var gallery = await OpenAsync();
        var store = await KnownAsync(gallery);

        // All of them lie between Berta, .988 from the crop, and Anna, .970.
        await gallery.AddAsync([.. Enumerable.Range(0, strangers).Select(i => Sample.Entry("yard", Sample.NewId(), 600 + i, Direction(14.07, 2 + (i % 20), 0.2)))], Token);
        var unsure = Sample.Entry("gate", Sample.NewId(), 900, Direction(14.07));
        var sure = Sample.Entry("gate", Sample.NewId(), 950, Direction(23.5));
        await gallery.AddAsync([unsure, sure], Token);
        var online = new OnlineJoin(gallery, store, new OnlineJoinOptions());

        Assert.Null(await online.TryAsync(unsure.Crop.CropId, Sample.Model, Token));
        Assert.NotNull(await online.TryAsync(sure.Crop.CropId, Sample.Model, Token));
    }

    [Theory]
    [InlineData("north", 1, false)]
    [InlineData("north", 3, false)] // The moment of Anna's last crop there.
    [InlineData("north", 3.5, true)]
    [InlineData("yard", 1, true)] // Two cameras may see her at once.
    public async Task Who_stands_beside_an_identity_in_the_same_camera_is_somebody_else(string camera, double minutes, bool joins)
    {
        await using var gallery = await OpenAsync();
        var store = await KnownAsync(gallery);
        var beside = Sample.Entry(camera, Sample.NewId(), minutes, s_anna);
        await gallery.AddAsync([beside], Token);

        var joined = await new OnlineJoin(gallery, store, new OnlineJoinOptions()).TryAsync(beside.Crop.CropId, Sample.Model, Token);

        Assert.Equal(joins, joined is not null);
    }

    // Anna and Berta, two tracklets each, named by a run.
    private async Task<IdentityStore> KnownAsync(Gallery gallery)
    {
        await gallery.AddAsync(
            [.. Tracklet("north", 0, s_anna), .. Tracklet("south", 20, s_anna), .. Tracklet("north", 100, s_berta), .. Tracklet("south", 120, s_berta)], Token);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        await new IdentityClustering(gallery, store).RunAsync(
            new RunRequest { ModelId = Sample.Model, Settings = new RunSettings { K1 = 5, K2 = 2 } }, null, Token);
        Assert.Equal(2, store.State.Identities.Count);
        return store;
    }

    private IEnumerable<GalleryEntry> Tracklet(string camera, int minutes, float[] vector)
    {
        var tracklet = Sample.NewId();
        return Enumerable.Range(0, 4).Select(i => Sample.Entry(camera, tracklet, minutes + i, vector));
    }

    private static float[] Direction(double degrees, int off = 2, double by = 0)
    {
        var vector = new float[Sample.Dimension];
        (vector[0], vector[1]) = ((float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180));
        vector[off] = (float)by;
        return vector;
    }
}
