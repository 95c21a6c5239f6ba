using ReId.Cli.Demo;
using ReId.Contracts;

namespace ReId.Cli.Tests.Demo;

public sealed class FootageTruthTests
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly FootageTruth _truth = new(s_start, fps: 10);

    public FootageTruthTests() => _truth.Add("gate", ["1,7,0,0,64,128,1,-1,-1,-1", "11,7,100,0,64,128,1,-1,-1,-1", "11,9,300,0,64,128,1,-1,-1,-1"]);

    [Theory]
    [InlineData(0, 0, 7)]
    [InlineData(1, 104, 7)]
    [InlineData(1, 290, 9)]
    public void A_crop_shows_whose_box_it_overlaps_most_in_its_frame(int second, int left, int identity) =>
        Assert.Equal(identity, Of("gate", second, left));

    [Theory]
    [InlineData("gate", 0, 100)]
    [InlineData("gate", 1, 200)]
    [InlineData("gate", 2, 100)]
    [InlineData("door", 0, 0)]
    public void Elsewhere_in_another_frame_and_under_another_camera_it_is_nobody(string camera, int second, int left) =>
        Assert.Null(Of(camera, second, left));

    private int? Of(string camera, int second, int left) => _truth.Of(Crops.Crop(1, 1) with
    {
        Camera = camera,
        CapturedAt = s_start.AddSeconds(second),
        Box = new PixelBox(left, 0, 64, 128),
    });
}
