using ReId.Cli.Demo;
using ReId.Index;

namespace ReId.Cli.Tests.Demo;

public sealed class ProbeSelectionTests
{
    private static readonly Dictionary<Guid, int> s_noClusters = [];

    [Fact]
    public void Of_a_tracklet_the_clearest_crop_is_shown_and_the_longest_tracklet_first()
    {
        GalleryCrop[] crops =
        [
            Crops.Crop(1, tracklet: 1, quality: 0.9f),
            Crops.Crop(2, tracklet: 2, quality: 0.2f),
            Crops.Crop(3, tracklet: 2, quality: 0.7f),
        ];

        Assert.Equal([Crops.Id(3), Crops.Id(1)], Choose(crops, s_noClusters, _ => true, 5));
    }

    [Fact]
    public void A_confirmed_crop_goes_before_a_clearer_one_and_before_longer_tracklets()
    {
        GalleryCrop[] crops =
        [
            Crops.Crop(1, tracklet: 1), Crops.Crop(2, tracklet: 1), Crops.Crop(3, tracklet: 1),
            Crops.Crop(4, tracklet: 2, quality: 0.9f), Crops.Crop(5, tracklet: 2, quality: 0.1f),
        ];

        var chosen = Choose(crops, s_noClusters, crop => crop.CropId == Crops.Id(5), 2);

        Assert.Equal([Crops.Id(5), Crops.Id(1)], chosen);
    }

    [Fact]
    public void Each_cluster_is_shown_once_before_any_is_shown_twice()
    {
        GalleryCrop[] crops =
        [
            Crops.Crop(1, tracklet: 1), Crops.Crop(2, tracklet: 1), Crops.Crop(3, tracklet: 1),
            Crops.Crop(4, tracklet: 2), Crops.Crop(5, tracklet: 2),
            Crops.Crop(6, tracklet: 3),
        ];
        var clusters = new Dictionary<Guid, int> { [Crops.Tracklet(1)] = 0, [Crops.Tracklet(2)] = 0, [Crops.Tracklet(3)] = -1 };

        Assert.Equal([Crops.Id(1), Crops.Id(6), Crops.Id(4)], Choose(crops, clusters, _ => true, 3));
    }

    [Fact]
    public void Tracklets_that_are_alone_are_not_taken_for_one_person()
    {
        GalleryCrop[] crops = [Crops.Crop(1, tracklet: 1), Crops.Crop(2, tracklet: 2), Crops.Crop(3, tracklet: 3)];
        var alone = crops.ToDictionary(crop => crop.TrackletId, _ => -1);

        Assert.Equal([Crops.Id(1), Crops.Id(2)], Choose(crops, alone, _ => true, 2));
    }

    [Fact]
    public void No_crops_give_no_probes() => Assert.Empty(Choose([], s_noClusters, _ => true, 5));

    private static IEnumerable<Guid> Choose(
        GalleryCrop[] crops, Dictionary<Guid, int> clusters, Func<GalleryCrop, bool> isConfirmed, int count) =>
        ProbeSelection.Choose(crops, clusters, isConfirmed, count).Select(crop => crop.CropId);
}
