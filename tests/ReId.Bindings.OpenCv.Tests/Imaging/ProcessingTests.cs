using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Imaging;

public class ProcessingTests
{
    [Fact]
    public void Resizing_by_area_averages()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(0));
        mat.Row0(100, 200);
        using var small = mat.Resize(new Size(1, 1), 0, 0, InterpolationFlags.Area);
        using var twice = new Mat();
        Cv2.Resize(mat, twice, default, 2, 3, InterpolationFlags.Nearest);

        Assert.Equal(75, small.Get<byte>(0, 0));
        Assert.Equal((new Size(4, 6), 200), (twice.Size(), twice.Get<byte>(2, 3)));
    }

    [Fact]
    public void A_failed_resize_leaves_no_handle_and_names_the_cause()
    {
        using var empty = new Mat();

        var error = Assert.Throws<OpenCVException>(() => empty.Resize(new Size(1, 1)));

        Assert.Contains("ssize.empty()", error.Message);
        Assert.Equal(1, LiveHandles.Count);
    }

    [Fact]
    public void Colours_convert()
    {
        using var blue = new Mat(1, 1, MatType.CV_8UC3, new Scalar(255, 0, 0));
        using var rgb = blue.CvtColor(ColorConversionCodes.BGR2RGB);
        using var hsv = new Mat();
        Cv2.CvtColor(blue, hsv, ColorConversionCodes.BGR2HSV);

        Assert.Equal((0, 255), (rgb.Get<byte>(0, 0), rgb.Get<byte>(0, 2)));
        Assert.Equal((120, 255, 255), (hsv.Get<byte>(0, 0), hsv.Get<byte>(0, 1), hsv.Get<byte>(0, 2)));
    }

    [Fact]
    public void Colours_convert_to_grey_and_to_lab()
    {
        using var blue = new Mat(1, 1, MatType.CV_8UC3, new Scalar(255, 0, 0));
        using var white = new Mat(1, 1, MatType.CV_8UC3, Scalar.All(255));
        using var grey = blue.CvtColor(ColorConversionCodes.BGR2GRAY);
        using var lab = white.CvtColor(ColorConversionCodes.BGR2Lab);

        Cv2.MeanStdDev(lab, out var mean, out _);

        Assert.Equal((1, 29), (grey.Channels(), grey.Get<byte>(0, 0)));
        Assert.Equal((255.0, 128.0, 128.0, 0.0), (mean.Val0, mean.Val1, mean.Val2, mean.Val3));
    }

    [Fact]
    public void Resizing_is_linear_unless_said_otherwise()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(0));
        mat.Row0(0, 100);
        using var named = mat.Resize(new Size(4, 1), 0, 0, InterpolationFlags.Linear);
        using var silent = mat.Resize(new Size(4, 1));

        Assert.Equal([0, 25, 75, 100], Enumerable.Range(0, 4).Select(x => (int)named.Get<byte>(0, x)));
        Assert.Equal([0, 25, 75, 100], Enumerable.Range(0, 4).Select(x => (int)silent.Get<byte>(0, x)));
    }

    [Fact]
    public void Flipping_mirrors()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(0));
        mat.Row0(1, 2);
        using var mirrored = mat.Flip(FlipMode.Y);
        using var upsideDown = new Mat();
        Cv2.Flip(mat, upsideDown, FlipMode.X);

        Assert.Equal((2, 1), (mirrored.Get<byte>(0, 0), mirrored.Get<byte>(0, 1)));
        Assert.Equal((1, 2), (upsideDown.Get<byte>(0, 0), upsideDown.Get<byte>(0, 1)));
    }

    [Fact]
    public void The_laplacian_answers_to_edges_only()
    {
        using var mat = new Mat(5, 5, MatType.CV_8UC1, Scalar.All(10));
        mat.Set<byte>(2, 2, 20);
        using var response = new Mat();

        Cv2.Laplacian(mat, response, MatType.CV_16SC1, borderType: BorderTypes.Default);

        Assert.Equal(-40, response.Get<short>(2, 2));
        Assert.Equal(10, response.Get<short>(1, 2));
        Assert.Equal(0, response.Get<short>(0, 0));
    }

    [Fact]
    public void Mean_and_deviation_respect_a_mask()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(0));
        mat.Row0(10, 30);
        using var mask = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(0));
        mask.Row0(0, 255);

        Cv2.MeanStdDev(mat, out var mean, out var deviation);
        Cv2.MeanStdDev(mat, out var masked, out _, mask);

        Assert.Equal((20.0, 10.0, 30.0), (mean.Val0, deviation.Val0, masked.Val0));
    }

    [Fact]
    public void Splitting_gives_one_matrix_a_channel()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));

        var planes = Cv2.Split(mat);

        Assert.Equal([1, 2, 3], planes.Select(p => (int)p.Get<byte>(1, 1)));
        Assert.All(planes, p => Assert.Equal(MatType.CV_8UC1, p.Type()));
        Array.ForEach(planes, p => p.Dispose());
    }

    [Fact]
    public void The_thread_count_can_be_set_and_read()
    {
        var before = Cv2.GetNumThreads();

        Cv2.SetNumThreads(1);
        Assert.Equal(1, Cv2.GetNumThreads());

        Cv2.SetNumThreads(before);
        Assert.Equal(before, Cv2.GetNumThreads());
    }

    [Fact]
    public void The_version_is_opencvs() => Assert.StartsWith("4.", Cv2.GetVersionString());
}
