using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>Writes a video file; the file is whole after <see cref="Release"/> or disposal.</summary>
public class VideoWriter : DisposableObject
{
    private readonly WriterHandle _handle = new();

    public VideoWriter()
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_writer_new(out var pointer));
        _handle.Own(pointer);
    }

    public VideoWriter(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true)
        : this()
    {
        try
        {
            Open(fileName, fourcc, fps, frameSize, isColor);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool Open(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_writer_open(_handle, fileName, fourcc, fps, frameSize, isColor ? 1 : 0, out var opened));
        return opened != 0;
    }

    public bool IsOpened()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_writer_is_opened(_handle, out var opened));
        return opened != 0;
    }

    public void Write(InputArray image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_writer_write(_handle, image.Handle));
    }

    public void Release()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_writer_release(_handle));
    }

    protected override void DisposeManaged() => _handle.Dispose();
}
