using OpenCvSharp.Native;

namespace OpenCvSharp.Dnn;

/// <summary>OpenCV's inference of neural networks.</summary>
public static class CvDnn
{
    /// <summary>Reads a network from the bytes of an ONNX file.</summary>
    public static Net? ReadNetFromOnnx(byte[] onnxFileData) => Net.ReadNetFromONNX(onnxFileData);

    /// <summary>
    /// An image as a network's input: float32 of shape 1 × channels × height × width, (value − mean) · scaleFactor.
    /// </summary>
    /// <param name="image">1 or 3 channels.</param>
    /// <param name="scaleFactor">Multiplier, applied last.</param>
    /// <param name="size">Size to scale to; empty for the image's own.</param>
    /// <param name="mean">Subtracted, in the order of the result's channels.</param>
    /// <param name="swapRB">Exchanges the first and the third channel.</param>
    /// <param name="crop">Keeps the proportions and cuts what is too much; otherwise stretches.</param>
    public static Mat BlobFromImage(
        Mat image, double scaleFactor = 1, Size size = default, Scalar mean = default, bool swapRB = true, bool crop = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        image.ThrowIfDisposed();
        return new Mat(
            NativeMethods.reid_cv_blob_from_image(
                image.Handle, scaleFactor, size, mean, swapRB ? 1 : 0, crop ? 1 : 0, out var pointer),
            pointer);
    }
}
