using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace ReId.Bindings.OpenCv.Tests.Dnn;

public class NetTests
{
    // An ONNX file by hand: Relu from 'x' (1×1×2×2) to 'y', and Neg from 'x' to 'z'.
    private static readonly byte[] s_file = Convert.FromHexString(
        "080742040A00100B3A7D0A100A01781201791A026E79220452656C750A0F0A017812017A1A026E7A22034E65671201675A1B"
        + "0A017812160A14080112100A0208010A0208010A0208020A020802621B0A017912160A14080112100A0208010A0208010A02"
        + "08020A020802621B0A017A12160A14080112100A0208010A0208010A0208020A020802");

    [Fact]
    public void A_blob_is_planar_less_the_mean_times_the_factor()
    {
        using var image = new Mat(2, 3, MatType.CV_8UC3, new Scalar(10, 20, 30));

        using var blob = CvDnn.BlobFromImage(image, 0.5, default, new Scalar(2, 4, 6), false, false);
        using var swapped = CvDnn.BlobFromImage(image, 1, new Size(2, 2), default, true, false);

        Assert.Equal((4, 1, 3, 2, 3), (blob.Dims, blob.Size(0), blob.Size(1), blob.Size(2), blob.Size(3)));
        Assert.Equal(18, blob.Total());
        Assert.Equal([4f, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 12, 12, 12, 12, 12, 12], Values(blob));
        Assert.Equal([30f, 30, 30, 30, 20, 20, 20, 20, 10, 10, 10, 10], Values(swapped));
    }

    [Fact]
    public void A_network_gives_every_output_that_is_asked_for()
    {
        using var net = CvDnn.ReadNetFromOnnx(s_file)!;
        using var image = new Mat(2, 2, MatType.CV_32FC1, Scalar.All(-3));
        using var blob = CvDnn.BlobFromImage(image, 1, default, default, false, false);
        string[] names = [.. net.GetUnconnectedOutLayersNames().Select(name => name!)];
        using var first = new Mat();
        using var second = new Mat();

        net.SetInput(blob);
        net.Forward([first, second], names);

        Assert.Equal(2, names.Length);
        Assert.Equal([0f, 0, 0, 0], Values(names[0].Contains('y') ? first : second));
        Assert.Equal([3f, 3, 3, 3], Values(names[0].Contains('y') ? second : first));
    }

    [Fact]
    public void What_is_no_network_is_refused_in_opencvs_words()
    {
        Assert.Throws<OpenCVException>(() => CvDnn.ReadNetFromOnnx("no network"u8.ToArray()));
        Assert.Throws<ArgumentException>(() => Net.ReadNetFromONNX([]));
        Assert.Throws<ArgumentException>(() => Net.ReadNetFromONNX(ReadOnlySpan<byte>.Empty));
    }

    [Fact]
    public void A_run_without_input_is_refused()
    {
        using var net = Net.ReadNetFromONNX(s_file)!;
        using var result = new Mat();

        Assert.Throws<OpenCVException>(() => net.Forward([result], ["no such output"]));
    }

    [Fact]
    public void A_dimension_that_is_not_there_is_refused()
    {
        using var mat = new Mat(2, 3, MatType.CV_8UC1);

        Assert.Equal((2, 3), (mat.Size(0), mat.Size(1)));
        Assert.Throws<OpenCvSharpException>(() => mat.Size(2));
    }

    private static float[] Values(Mat blob)
    {
        var values = new float[blob.Total()];
        Marshal.Copy(blob.Data, values, 0, values.Length);
        return values;
    }
}
