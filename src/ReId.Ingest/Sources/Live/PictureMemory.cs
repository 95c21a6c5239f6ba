using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ReId.Ingest.Sources.Live;

/// <summary>Tells whether a camera shows the very same picture again; a sensor's noise makes no two alike.</summary>
internal sealed class PictureMemory
{
    private const int RowStep = 16;
    private byte[] _last = [];

    public bool IsSame(Mat image)
    {
        var row = image.Width * image.ElemSize();
        var now = new byte[row * ((image.Height + RowStep - 1) / RowStep)];
        for (int y = 0, at = 0; y < image.Height; y += RowStep, at += row)
        {
            Marshal.Copy(image.Ptr(y), now, at, row);
        }

        var same = now.AsSpan().SequenceEqual(_last);
        _last = now;
        return same;
    }
}
