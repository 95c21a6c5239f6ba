using OpenCvSharp;
using ReId.Model.Studies.Running;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Studies.Running;

public sealed class QueryChangeTests
{
    private static readonly byte[] s_picture = Pictures.Person(new Scalar(40, 30, 200), new Scalar(160, 90, 20));

    [Fact]
    public void Lower_quality_makes_smaller_files_of_the_same_size()
    {
        var (low, high) = (new QueryChange { JpegQuality = 10 }.Apply(s_picture), new QueryChange { JpegQuality = 90 }.Apply(s_picture));

        Assert.True(low.Length < high.Length);
        Assert.Equal((128, 64), SizeOf(low));
    }

    [Fact]
    public void Pictures_are_shrunk_and_never_enlarged()
    {
        Assert.Equal((64, 32), SizeOf(new QueryChange { Height = 64, Width = 32 }.Apply(s_picture)));
        Assert.Equal((128, 64), SizeOf(new QueryChange { Height = 256, Width = 128 }.Apply(s_picture)));
    }

    private static (int Height, int Width) SizeOf(byte[] encoded)
    {
        using var picture = Cv2.ImDecode(encoded, ImreadModes.Color);
        return (picture.Rows, picture.Cols);
    }
}
