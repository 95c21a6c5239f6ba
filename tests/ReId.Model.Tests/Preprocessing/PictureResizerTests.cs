using System.Text.Json;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;
using ReId.Model.Preprocessing.Resizing;
using ReId.Testing;

namespace ReId.Model.Tests.Preprocessing;

public sealed class PictureResizerTests
{
    [Theory]
    [InlineData("down_200x420", "bilinear")]
    [InlineData("same_128x256", "bilinear")]
    [InlineData("up_48x64", "bilinear")]
    [InlineData("down_200x420", "bicubic")]
    [InlineData("same_128x256", "bicubic")]
    [InlineData("up_48x64", "bicubic")]
    public void Pixels_equal_those_of_pil(string name, string filter)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllBytes(RepositoryPaths.Golden($"preprocess/resize_normalize__{name}.json")));
        var points = json.RootElement.GetProperty("inputs").GetProperty("points_y_x");
        var expected = json.RootElement.GetProperty("expected").GetProperty($"pil_{filter}").GetProperty("rgb");
        using var batch = new PixelBatch(1, 256, 128);
        new PicturePreparer(new ModelInfo { Architecture = "any", Dimension = 1, Resize = filter })
            .Prepare(File.ReadAllBytes(RepositoryPaths.Golden($"preprocess/image__{name}.png")), batch, 0);

        var picture = batch.Slot(0);
        for (var i = 0; i < points.GetArrayLength(); i++)
        {
            var (y, x) = (points[i][0].GetInt32(), points[i][1].GetInt32());
            var pixel = picture.Slice(((y * 128) + x) * 3, 3).ToArray();
            Assert.Equal(expected[i].EnumerateArray().Select(v => v.GetInt32()), pixel.Select(v => (int)v));
        }
    }

    [Theory]
    [InlineData(1, 1, 7, 5)]
    [InlineData(300, 1, 16, 16)]
    [InlineData(1, 300, 16, 16)]
    [InlineData(37, 53, 1, 1)]
    [InlineData(37, 53, 64, 11)]
    public void Any_size_works_and_a_plain_picture_stays_plain(int fromHeight, int fromWidth, int height, int width)
    {
        var step = (fromWidth * 3) + 5;
        var source = new byte[fromHeight * step];
        for (var y = 0; y < fromHeight; y++)
        {
            for (var x = 0; x < fromWidth; x++)
            {
                (source[(y * step) + (3 * x)], source[(y * step) + (3 * x) + 1], source[(y * step) + (3 * x) + 2]) = (10, 20, 200);
            }
        }

        foreach (var filter in new IResizeFilter[] { new BilinearFilter(), new BicubicFilter() })
        {
            var target = new byte[height * width * 3];
            PictureResizer.Resize(source, fromHeight, fromWidth, step, target, height, width, filter);

            Assert.All(target.Chunk(3), pixel => Assert.Equal<byte>([200, 20, 10], pixel));
        }
    }

    [Fact]
    public void An_unknown_filter_is_named()
    {
        var error = Assert.Throws<ReId.Contracts.ReIdException>(() =>
            new PicturePreparer(new ModelInfo { Architecture = "any", Dimension = 1, Resize = "lanczos" }));

        Assert.Equal("the resize filter 'lanczos' is unknown; known are bilinear, bicubic", error.Message);
    }
}
