using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Core;

public class StructTests
{
    [Fact]
    public void A_rect_excludes_its_right_and_bottom_edge()
    {
        var rect = new Rect(new Point(2, 3), new Size(10, 20));

        Assert.Equal(new Rect(2, 3, 10, 20), rect);
        Assert.Equal((2, 3, 12, 23), (rect.Left, rect.Top, rect.Right, rect.Bottom));
        Assert.Equal(new Size(10, 20), rect.Size);
        Assert.Equal("(x:2 y:3 width:10 height:20)", rect.ToString());
    }

    [Fact]
    public void Rects_intersect_in_what_they_share()
    {
        var rect = new Rect(0, 0, 10, 10);

        Assert.Equal(new Rect(5, 6, 5, 4), rect.Intersect(new Rect(5, 6, 10, 10)));
        Assert.True(Rect.Intersect(rect, new Rect(20, 20, 5, 5)) == default);
    }

    [Fact]
    public void Values_compare_by_their_fields()
    {
        Assert.True(new Point(1, 2) == new Point(1, 2) && new Point(1, 2) != new Point(2, 1));
        Assert.True(new Size(1.9, 2.1) == new Size(1, 2) && new Size(1, 2) != new Size(2, 1));
        Assert.True(new Rect(1, 2, 3, 4) != new Rect(1, 2, 3, 5));
        Assert.True(new Scalar(1, 2) == new Scalar(1, 2, 0, 0) && Scalar.All(1) != 1);
        Assert.True(MatType.CV_8UC1.Equals((MatType)0) && !new Size(1, 2).Equals((object)new Rect(0, 0, 1, 2)));
        Assert.Equal(new Point(1, 2).GetHashCode(), new Point(1, 2).GetHashCode());
    }

    [Fact]
    public void A_scalar_is_indexed_by_channel()
    {
        Scalar scalar = new(1, 2, 3);

        Assert.Equal([1, 2, 3, 0], Enumerable.Range(0, 4).Select(i => scalar[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scalar[4]);
        Assert.Equal(7, ((Scalar)7).Val0);
    }

    [Theory]
    [InlineData(MatType.CV_8U, 3, 16, "CV_8UC3")]
    [InlineData(MatType.CV_32F, 1, 5, "CV_32FC1")]
    [InlineData(MatType.CV_16S, 7, 51, "CV_16SC(7)")]
    public void A_matrix_type_packs_depth_and_channels(int depth, int channels, int value, string name)
    {
        var type = MatType.MakeType(depth, channels);

        Assert.Equal((value, depth, channels, name), ((int)type, type.Depth, type.Channels, type.ToString()));
        Assert.True(type == (MatType)value && type != MatType.CV_32FC3);
        Assert.Throws<ArgumentOutOfRangeException>(() => MatType.MakeType(depth, 0));
    }

    [Fact]
    public void A_codec_is_four_letters()
    {
        FourCC code = FourCC.MJPG;

        Assert.Equal('M' | ('J' << 8) | ('P' << 16) | ('G' << 24), code.Value);
        Assert.True(code == new FourCC(code) && code != 0);
    }
}
