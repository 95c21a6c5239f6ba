using System.Runtime.InteropServices;
using OpenCvSharp.Native;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>Decodes an image; the result is empty when the bytes are none.</summary>
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(buf.AsSpan(), flags);
    }

    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags) =>
        new(NativeMethods.reid_cv_imdecode(span, span.Length, (int)flags, out var pointer), pointer);

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(ext);
        ArgumentNullException.ThrowIfNull(img);
        prms ??= [];
        Failure.ThrowIfAny(NativeMethods.reid_cv_imencode(
            ext, img.Handle, prms, prms.Length, out var buffer, out var data, out var length, out var encoded));
        using var owner = new BufferHandle();
        owner.Own(buffer);
        buf = Copy(data, length);
        return encoded != 0;
    }

    public static void ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) =>
        ImEncode(ext, img, out buf, Flatten(prms));

    /// <summary>Reads an image file; the result is empty when there is no such file or it is no image.</summary>
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color) => new(fileName, flags);

    public static bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(img);
        img.ThrowIfDisposed();
        prms ??= [];
        Failure.ThrowIfAny(NativeMethods.reid_cv_imwrite(fileName, img.Handle, prms, prms.Length, out var written));
        return written != 0;
    }

    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) =>
        ImWrite(fileName, img, Flatten(prms));

    /// <summary>What an encoder left; one that failed before the first byte leaves no address to copy from.</summary>
    internal static byte[] Copy(IntPtr data, int length)
    {
        var bytes = new byte[length];
        if (length > 0)
        {
            Marshal.Copy(data, bytes, 0, length);
        }

        return bytes;
    }

    private static int[] Flatten(ImageEncodingParam[] prms) => [.. prms.SelectMany(p => (int[])[(int)p.EncodingId, p.Value])];
}
