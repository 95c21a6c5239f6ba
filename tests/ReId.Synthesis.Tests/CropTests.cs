using OpenCvSharp;
using ReId.Synthesis.Crops;

namespace ReId.Synthesis.Tests;

public sealed class CropTests
{
    private static readonly CropSet s_small = new(1, 8, 5, 3, 2, 0.75);

    [Fact]
    public void The_same_numbers_give_the_same_bytes_whatever_was_rendered_before()
    {
        var used = new CropRenderer(1);
        var first = used.Jpeg(3, 2, 0);
        Assert.NotEqual(first, used.Jpeg(4, 2, 0));
        Assert.NotEqual(first, used.Jpeg(3, 1, 0));
        Assert.Equal(first, new CropRenderer(1).Jpeg(3, 2, 0));
        Assert.NotEqual(first, new CropRenderer(2).Jpeg(3, 2, 0));
    }

    [Fact]
    public async Task Threads_change_nothing()
    {
        var files = s_small.Files().ToArray();
        var alone = new CropRenderer(1, 128, 64);
        var expected = files.Select(file => alone.Jpeg(file.Identity, file.Camera, file.Number)).ToArray();
        var together = await Task.WhenAll(files.Select(file => Task.Run(() => new CropRenderer(1, 128, 64).Jpeg(file.Identity, file.Camera, file.Number))));
        Assert.Equal(expected, together);
    }

    [Theory]
    [InlineData(256, 128)]
    [InlineData(128, 64)]
    [InlineData(128, 48)]
    public void Crops_have_the_size_that_was_asked_for(int height, int width)
    {
        using var picture = Cv2.ImDecode(new CropRenderer(1, height, width).Jpeg(1, 1, 0), ImreadModes.Color);
        Assert.Equal((height, width), (picture.Rows, picture.Cols));
        Cv2.MeanStdDev(picture, out _, out var deviation);
        Assert.True(deviation.Val0 > 3, "a crop of one colour shows nobody");
    }

    [Fact]
    public void Nobody_is_in_training_and_test_and_every_camera_asks_once()
    {
        var files = s_small.Files().ToList();
        Assert.Equal(s_small.Count, files.Count);
        Assert.Equal(files.Count, files.Select(file => file.Name).Distinct().Count());
        Assert.Equal(6, files.Where(file => file.Folder == "bounding_box_train").Max(file => file.Identity));
        Assert.Equal(7, files.Where(file => file.Folder != "bounding_box_train").Min(file => file.Identity));
        Assert.Equal(2 * 3, files.Count(file => file.Folder == "query"));
        Assert.All(files.GroupBy(file => file.Identity), person => Assert.Equal(3, person.Select(file => file.Camera).Distinct().Count()));
        Assert.True(files.Select(file => file.Camera).Distinct().Count() > 3, "different people are seen by different cameras");
    }

    [Fact]
    public void Names_are_those_of_the_layout() => Assert.Equal("0008_c12s1_000003_01.jpg", new CropFile("query", 8, 12, 2).Name);
}
