using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Cropping;

public class CropTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Guid s_tracklet = Guid.CreateVersion7();

    [Fact]
    public void The_best_crop_of_each_part_of_the_time_is_kept()
    {
        var crops = new TrackletCrops(new CropOptions { PerTracklet = 2, Spacing = TimeSpan.FromSeconds(1) });
        foreach (var (second, quality) in new[] { (0.0, 0.6f), (0.5, 0.9f), (1.0, 0.7f), (2.0, 0.7f), (3.0, 0.8f) })
        {
            Offer(crops, second, quality);
        }

        var best = crops.TakeBest();

        Assert.Equal([(0.5, 0.9f), (3.0, 0.8f)], best.Select(c => ((c.CapturedAt - s_start).TotalSeconds, c.Quality)));
        Assert.Empty(crops.TakeBest());
    }

    [Fact]
    public void A_poor_crop_does_not_stand_beside_a_good_one()
    {
        var crops = new TrackletCrops(new CropOptions { MinRelativeQuality = 0.6 });
        Offer(crops, 0, 0.9f);
        Offer(crops, 1, 0.5f);

        Assert.Equal(0.9f, Assert.Single(crops.TakeBest()).Quality);
    }

    [Fact]
    public void Worse_crops_of_the_same_moment_are_not_wanted()
    {
        var crops = new TrackletCrops(new CropOptions());
        Offer(crops, 0, 0.5f);

        Assert.False(crops.Wants(s_start + TimeSpan.FromSeconds(0.1), 0.4f));
        Assert.True(crops.Wants(s_start + TimeSpan.FromSeconds(0.1), 0.6f));
        Assert.True(crops.Wants(s_start + TimeSpan.FromSeconds(0.6), 0.1f));
    }

    [Fact]
    public void A_long_tracklet_is_published_in_parts()
    {
        var cutter = new CropCutter(new CropOptions { LongTracklet = TimeSpan.FromSeconds(10), PerTracklet = 3 });
        var early = new List<CapturedCrop>();
        for (var i = 0; i < 50; i++)
        {
            using var frame = Frame(i * 0.5);
            early.AddRange(cutter.Cut(frame, [ScriptedDetector.Person(20)], [new TrackletState(s_tracklet, true)]));
        }

        var late = cutter.End([new TrackletState(s_tracklet, true)]);

        Assert.Equal((6, 3, 1), (early.Count, late.Count, cutter.Tracklets));
        Assert.Equal(early.Concat(late).Select(c => c.CapturedAt).Order(), early.Concat(late).Select(c => c.CapturedAt));
    }

    [Fact]
    public void A_long_false_alarm_is_not_published_and_does_not_grow()
    {
        var crops = new TrackletCrops(new CropOptions { PerTracklet = 3 });
        for (var i = 0; i < 40; i++)
        {
            Offer(crops, i, i == 7 ? 0.9f : 0.8f);
        }

        crops.Thin(s_start + TimeSpan.FromSeconds(40));

        Assert.False(crops.IsLong(s_start + TimeSpan.FromSeconds(69)));
        Assert.True(crops.IsLong(s_start + TimeSpan.FromSeconds(70)));
        var best = crops.TakeBest();
        Assert.Equal(3, best.Count);
        Assert.Contains(best, c => c.Quality == 0.9f);
    }

    [Fact]
    public void Somebody_who_is_confirmed_late_keeps_the_first_crops()
    {
        var cutter = new CropCutter(new CropOptions { LongTracklet = TimeSpan.FromSeconds(10), PerTracklet = 3 });
        var early = new List<CapturedCrop>();
        for (var i = 0; i < 50; i++)
        {
            using var frame = Frame(i * 0.5);
            early.AddRange(cutter.Cut(frame, [ScriptedDetector.Person(20)], [new TrackletState(s_tracklet, i >= 30)]));
        }

        Assert.Equal(3, early.Count);
        Assert.InRange((early[0].CapturedAt - s_start).TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_false_alarm_leaves_nothing()
    {
        var cutter = new CropCutter(new CropOptions());
        using var frame = Frame(0);
        cutter.Cut(frame, [ScriptedDetector.Person(20)], [new TrackletState(s_tracklet, true)]);

        Assert.Empty(cutter.End([new TrackletState(s_tracklet, false)]));
        Assert.Equal(0, cutter.Tracklets);
    }

    [Fact]
    public void A_crop_is_the_box_as_a_jpeg_with_its_origin()
    {
        var cutter = new CropCutter(new CropOptions());
        using var frame = Frame(1);
        Cv2.Rectangle(frame.Image, new Rect(20, 4, 10, 20), Scalar.All(250), -1);
        cutter.Cut(frame, [ScriptedDetector.Person(20)], [new TrackletState(s_tracklet, true)]);

        var crop = Assert.Single(cutter.End([new TrackletState(s_tracklet, true)]));

        using var picture = Cv2.ImDecode(crop.Jpeg, ImreadModes.Color);
        Cv2.MeanStdDev(picture, out var mean, out _);
        Assert.Equal((new Size(10, 20), new PixelBox(20, 4, 10, 20)), (picture.Size(), crop.Box));
        Assert.InRange(mean.Val0, 248, 252);
        Assert.Equal(("cam", s_tracklet, s_start + TimeSpan.FromSeconds(1)), (crop.Camera, crop.TrackletId, crop.CapturedAt));
        Assert.Equal(7, crop.Id.Version);
    }

    [Fact]
    public void Quality_prefers_the_certain_large_sharp_whole_and_visible()
    {
        var frame = new Size(400, 400);
        var person = new PersonDetection(new PixelBox(100, 100, 64, 128), 0.8f);
        using var sharp = Stripes();
        using var flat = new Mat(128, 64, MatType.CV_8UC3, Scalar.All(100));
        var best = CropQuality.Of(sharp, frame, 0, [person]);

        Assert.InRange(best, 0.5f, 1);
        Assert.True(best > CropQuality.Of(sharp, frame, 0, [person with { Score = 0.3f }]));
        Assert.True(best > CropQuality.Of(sharp, frame, 0, [person with { Box = new PixelBox(100, 100, 16, 32) }]));
        Assert.True(best > CropQuality.Of(flat, frame, 0, [person]));
        Assert.True(best > CropQuality.Of(sharp, frame, 0, [person with { Box = new PixelBox(0, 100, 64, 128) }]));
        Assert.True(best > CropQuality.Of(sharp, frame, 0, [person, person with { Box = new PixelBox(120, 100, 64, 128) }]));
    }

    [Theory]
    [InlineData(1.0, 0.82)]
    [InlineData(0.15, 0.8)]
    [InlineData(2.2, 0.7)]
    public void A_box_without_the_shape_of_somebody_upright_is_worth_less(double aspect, double share)
    {
        Assert.Equal(1, CropQuality.Upright(0.3));
        Assert.Equal(1, CropQuality.Upright(0.42));
        Assert.Equal(1, CropQuality.Upright(0.55));
        Assert.Equal(share, CropQuality.Upright(aspect), 9);

        var frame = new Size(800, 400);
        using var sharp = Stripes();
        var upright = new PersonDetection(new PixelBox(100, 100, 64, 128), 0.8f);
        var wide = upright with { Box = new PixelBox(100, 100, 200, 128) };
        Assert.True(CropQuality.Of(sharp, frame, 0, [upright]) > CropQuality.Of(sharp, frame, 0, [wide]));
    }

    [Fact]
    public void Crops_of_neighbouring_parts_keep_their_distance()
    {
        var crops = new TrackletCrops(new CropOptions { PerTracklet = 2, Spacing = TimeSpan.FromSeconds(1) });
        foreach (var (second, quality) in new[] { (0.0, 0.7f), (0.9, 0.9f), (1.0, 0.95f), (2.1, 0.8f), (3.2, 0.7f) })
        {
            Offer(crops, second, quality);
        }

        // 1.0 is the best of its part and 2.1 of the next; 0.9 and 1.0 would be the same moment twice.
        Assert.Equal([1.0, 2.1], crops.TakeBest().Select(c => (c.CapturedAt - s_start).TotalSeconds));

        foreach (var (second, quality) in new[] { (10.0, 0.7f), (10.9, 0.9f), (11.0, 0.95f) })
        {
            Offer(crops, second, quality);
        }

        Assert.Equal([10.9], crops.TakeBest().Select(c => (c.CapturedAt - s_start).TotalSeconds));
    }

    [Fact]
    public void A_detection_of_no_tracklet_is_not_cut_and_hides_nobody()
    {
        var cutter = new CropCutter(new CropOptions());
        var alone = new CropCutter(new CropOptions());
        var person = ScriptedDetector.Person(20);
        var part = ScriptedDetector.Person(22, width: 6, height: 10, score: 0.15f);
        var state = new TrackletState(s_tracklet, true);
        using var frame = Frame(0);

        cutter.Cut(frame, [person, part], [state, null]);
        alone.Cut(frame, [person], [state]);

        Assert.Equal(Assert.Single(alone.End([state])).Quality, Assert.Single(cutter.End([state])).Quality);
    }

    [Fact]
    public void A_picture_that_is_the_crop_is_not_cut_by_its_edges()
    {
        using var sharp = Stripes();
        var whole = new PersonDetection(new PixelBox(0, 0, 64, 128), 0.8f);

        Assert.Equal(
            CropQuality.Of(sharp, new Size(64, 128), 0, [whole]),
            CropQuality.Of(sharp, new Size(400, 400), 0, [whole with { Box = new PixelBox(9, 9, 64, 128) }]));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_options_are_one_sentence(CropOptions options, string name) =>
        Assert.Contains(name, Assert.Throws<ReIdException>(options.Validate).Message);

    public static TheoryData<CropOptions, string> Impossible => new()
    {
        { new() { PerTracklet = 0 }, nameof(CropOptions.PerTracklet) },
        { new() { Spacing = TimeSpan.Zero }, nameof(CropOptions.Spacing) },
        { new() { LongTracklet = TimeSpan.Zero }, nameof(CropOptions.LongTracklet) },
        { new() { MinRelativeQuality = 2 }, nameof(CropOptions.MinRelativeQuality) },
        { new() { JpegQuality = 101 }, nameof(CropOptions.JpegQuality) },
    };

    private static void Offer(TrackletCrops crops, double second, float quality)
    {
        var at = s_start + TimeSpan.FromSeconds(second);
        if (crops.Wants(at, quality))
        {
            crops.Add(new CapturedCrop
            {
                Camera = "cam",
                TrackletId = s_tracklet,
                CapturedAt = at,
                Box = new PixelBox(0, 0, 1, 1),
                Quality = quality,
                Jpeg = [],
            });
        }
    }

    private static Frame Frame(double second) =>
        new("cam", 0, s_start + TimeSpan.FromSeconds(second), new Mat(48, 64, MatType.CV_8UC3, Scalar.All(100)));

    private static Mat Stripes()
    {
        var mat = new Mat(128, 64, MatType.CV_8UC3, Scalar.All(0));
        for (var y = 0; y < 128; y += 8)
        {
            Cv2.Rectangle(mat, new Rect(0, y, 64, 4), Scalar.All(200), -1);
        }

        return mat;
    }
}
