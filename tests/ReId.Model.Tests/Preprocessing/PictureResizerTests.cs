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

    [Theory]
    [InlineData(30, 17, 12, 9)]
    [InlineData(9, 40, 31, 33)]
    [InlineData(5, 6, 5, 6)]
    [InlineData(70, 64, 33, 64)]
    public void Every_pixel_equals_plain_arithmetic(int fromHeight, int fromWidth, int height, int width)
    {
        var source = new byte[fromHeight * fromWidth * 3];
        new Random(5).NextBytes(source);
        var target = new byte[height * width * 3];

        PictureResizer.Resize(source, fromHeight, fromWidth, fromWidth * 3, target, height, width, new BilinearFilter());

        for (var channel = 0; channel < 3; channel++)
        {
            // Blue lies first in the source and last in the target.
            var plane = Enumerable.Range(0, fromHeight)
                .Select(y => Enumerable.Range(0, fromWidth).Select(x => (int)source[(((y * fromWidth) + x) * 3) + 2 - channel]).ToArray());
            var narrow = plane.Select(row => Line(row, width)).ToArray();
            for (var x = 0; x < width; x++)
            {
                var expected = Line([.. narrow.Select(row => row[x])], height);
                Assert.Equal(expected, Enumerable.Range(0, height).Select(y => (int)target[(((y * width) + x) * 3) + channel]));
            }
        }
    }

    // One line of pixels by the definition: triangle weights, normalised, rounded to 22 bits; the sum rounded to a pixel.
    private static int[] Line(int[] pixels, int target)
    {
        var scale = (double)pixels.Length / target;
        var support = Math.Max(scale, 1);
        var result = new int[target];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var seen = Enumerable.Range(0, pixels.Length)
                .Where(j => j >= (int)Math.Max(centre - support + 0.5, 0) && j < (int)(centre + support + 0.5))
                .Select(j => (Index: j, Weight: Math.Max(0, 1 - (Math.Abs(j + 0.5 - centre) / support))))
                .ToArray();
            var whole = seen.Sum(tap => tap.Weight);
            var sum = seen.Sum(tap => (long)Math.Floor((tap.Weight / whole * (1 << 22)) + 0.5) * pixels[tap.Index]);
            result[i] = (int)Math.Clamp((sum + (1 << 21)) >> 22, 0, 255);
        }

        return result;
    }

    [Fact]
    public void An_unknown_filter_is_named()
    {
        var error = Assert.Throws<ReId.Contracts.ReIdException>(() =>
            new PicturePreparer(new ModelInfo { Architecture = "any", Dimension = 1, Resize = "lanczos" }));

        Assert.Equal("the resize filter 'lanczos' is unknown; known are bilinear, bicubic", error.Message);
    }
}
