using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>
/// How a picture becomes a network's input: scaled with its proportions into the upper left corner, the rest filled,
/// blue-green-red, (value − mean) / deviation.
/// </summary>
/// <param name="Fill">Value of the pixels beside the picture.</param>
/// <param name="Mean">Subtracted from blue, green, red.</param>
/// <param name="Deviation">Divides blue, green, red.</param>
internal sealed record DetectorInput(double Fill, Scalar Mean, Scalar Deviation)
{
    private const int Channels = 3;

    /// <summary>Pixels of the input for a pixel of the picture.</summary>
    public static double Factor(Size picture, Size input) =>
        Math.Min((double)input.Width / picture.Width, (double)input.Height / picture.Height);

    /// <summary>The input, float32 of shape 1 × 3 × height × width.</summary>
    public Mat Blob(Mat image, Size input)
    {
        var factor = Factor(image.Size(), input);
        var scaled = new Size(
            Math.Clamp(Math.Round(image.Width * factor), 1, input.Width), Math.Clamp(Math.Round(image.Height * factor), 1, input.Height));
        using var canvas = new Mat(input, MatType.CV_8UC3, Scalar.All(Fill));
        using (var corner = canvas.SubMat(new Rect(0, 0, scaled.Width, scaled.Height)))
        {
            // Training scaled bilinearly too; a mean over the area keeps far people from flickering.
            Cv2.Resize(image, corner, scaled, 0, 0, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        }

        var blob = CvDnn.BlobFromImage(canvas, 1, default, Mean, false, false);
        if (Deviation != Scalar.All(1))
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                Divide(blob, channel, Deviation[channel], input);
            }
        }

        return blob;
    }

    private static void Divide(Mat blob, int channel, double deviation, Size input)
    {
        var offset = (nint)channel * input.Width * input.Height * sizeof(float);
        using var plane = new Mat(input.Height, input.Width, MatType.CV_32FC1, blob.Data + offset);
        plane.ConvertTo(plane, MatType.CV_32FC1, 1 / deviation);
    }
}
