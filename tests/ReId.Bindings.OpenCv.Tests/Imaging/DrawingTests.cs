using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Imaging;

public class DrawingTests
{
    [Fact]
    public void A_rectangle_is_an_outline_or_filled()
    {
        using var mat = new Mat(10, 10, MatType.CV_8UC1, Scalar.All(0));

        Cv2.Rectangle(mat, new Rect(2, 2, 6, 6), 9);
        Assert.Equal((9, 9, 0), (mat.Get<byte>(2, 2), mat.Get<byte>(7, 7), mat.Get<byte>(4, 4)));

        Cv2.Rectangle(mat, new Rect(2, 2, 6, 6), 9, -1);
        Assert.Equal((9, 0), (mat.Get<byte>(4, 4), mat.Get<byte>(8, 8)));
    }

    [Fact]
    public void A_line_joins_its_ends()
    {
        using var mat = new Mat(5, 5, MatType.CV_8UC1, Scalar.All(0));

        Cv2.Line(mat, new Point(0, 2), new Point(4, 2), 7);

        Assert.Equal(7, mat.Get<byte>(2, 3));
        Assert.Equal(0, mat.Get<byte>(1, 3));
    }

    [Theory]
    [InlineData(LineTypes.Link8, false)]
    [InlineData(LineTypes.AntiAlias, true)]
    public void Only_smoothed_lines_have_shades(LineTypes type, bool shades)
    {
        using var mat = new Mat(20, 20, MatType.CV_8UC1, Scalar.All(0));
        InputOutputArray canvas = mat;

        Cv2.Line(canvas, new Point(1, 1), new Point(18, 9), 255, 1, type);

        var values = Enumerable.Range(0, 400).Select(i => mat.Get<byte>(i / 20, i % 20));
        Assert.Equal(shades, values.Any(v => v is > 0 and < 255));
    }

    [Fact]
    public void Text_stays_inside_the_size_that_was_announced()
    {
        var size = Cv2.GetTextSize("Hg", HersheyFonts.HersheySimplex, 1, 1, out var baseLine);
        using var mat = new Mat(100, 200, MatType.CV_8UC1, Scalar.All(0));

        Cv2.PutText(mat, "Hg", new Point(20, 60), HersheyFonts.HersheySimplex, 1, 255);

        using var inside = mat.SubMat(new Rect(20, 60 - size.Height, size.Width, size.Height + baseLine));
        Cv2.MeanStdDev(inside, out var ink, out _);
        Cv2.MeanStdDev(mat, out var all, out _);
        Assert.True(size.Width > size.Height && baseLine > 0);
        Assert.True(ink.Val0 > 0);
        Assert.Equal(all.Val0 * mat.Total(), ink.Val0 * inside.Total(), 3);
    }
}
