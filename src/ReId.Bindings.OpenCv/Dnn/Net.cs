using System.Text;
using OpenCvSharp.Native;

namespace OpenCvSharp.Dnn;

/// <summary>A neural network that OpenCV runs on the processor.</summary>
public class Net : DisposableObject
{
    private readonly NetHandle _handle = new();

    private Net(IntPtr pointer) => _handle.Own(pointer);

    /// <summary>Reads a network from the bytes of an ONNX file.</summary>
    public static Net? ReadNetFromONNX(byte[] onnxFileData)
    {
        ArgumentNullException.ThrowIfNull(onnxFileData);
        return ReadNetFromONNX(onnxFileData.AsSpan());
    }

    /// <summary>Reads a network from the bytes of an ONNX file.</summary>
    public static Net? ReadNetFromONNX(ReadOnlySpan<byte> onnxFileData)
    {
        if (onnxFileData.IsEmpty)
        {
            throw new ArgumentException("No bytes", nameof(onnxFileData));
        }

        Failure.ThrowIfAny(NativeMethods.reid_cv_net_read_onnx(onnxFileData, (nuint)onnxFileData.Length, out var pointer));
        return new Net(pointer);
    }

    /// <summary>The outputs, by the names of the layers that make them.</summary>
    public string?[] GetUnconnectedOutLayersNames()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_net_output_names(_handle, out var buffer, out var data, out var length));
        using var owner = new BufferHandle();
        owner.Own(buffer);
        return Encoding.UTF8.GetString(Cv2.Copy(data, length)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Sets the input of the next run; an empty name is the only or the first one.</summary>
    public void SetInput(Mat blob, string name = "")
    {
        ArgumentNullException.ThrowIfNull(blob);
        ThrowIfDisposed();
        blob.ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_net_set_input(_handle, blob.Handle, name));
    }

    /// <summary>
    /// Runs the network and fills one matrix for each name. The numbers stay the network's: the next run overwrites them.
    /// </summary>
    public void Forward(IEnumerable<Mat> outputBlobs, IEnumerable<string> outBlobNames)
    {
        ArgumentNullException.ThrowIfNull(outputBlobs);
        ArgumentNullException.ThrowIfNull(outBlobNames);
        ThrowIfDisposed();
        string[] names = [.. outBlobNames];
        Failure.ThrowIfAny(NativeMethods.reid_cv_net_forward(_handle, names, names.Length, out var pointer));
        using var results = new MatsHandle();
        results.Own(pointer);
        var index = 0;
        foreach (var blob in outputBlobs)
        {
            blob.ThrowIfDisposed();
            Failure.ThrowIfAny(NativeMethods.reid_cv_mats_get(results, index++, blob.Handle));
        }
    }

    protected override void DisposeManaged() => _handle.Dispose();
}
