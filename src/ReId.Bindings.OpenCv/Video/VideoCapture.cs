using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>Frames of a video file, a stream or a camera, one after the other.</summary>
public class VideoCapture : DisposableObject
{
    private readonly CaptureHandle _handle = new();

    public VideoCapture()
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_new(out var pointer));
        _handle.Own(pointer);
    }

    /// <summary>Opens a file; ask <see cref="IsOpened"/> whether that worked.</summary>
    public VideoCapture(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
        : this()
    {
        try
        {
            Open(fileName, apiPreference);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Opens a file or stream with parameters that must be known at that time: pairs of a property and its value.</summary>
    public VideoCapture(string fileName, VideoCaptureAPIs apiPreference, int[] prms)
        : this()
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(prms);
        try
        {
            Failure.ThrowIfAny(NativeMethods.reid_cv_capture_open_with(_handle, fileName, (int)apiPreference, prms, prms.Length, out _));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Opens a camera of this machine.</summary>
    public VideoCapture(int index, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
        : this()
    {
        try
        {
            Failure.ThrowIfAny(NativeMethods.reid_cv_capture_open_index(_handle, index, (int)apiPreference, out _));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public double Fps
    {
        get => Get(VideoCaptureProperties.Fps);
        set => Set(VideoCaptureProperties.Fps, value);
    }

    /// <summary>What the container says; it may be wrong, zero or negative.</summary>
    public int FrameCount => (int)Get(VideoCaptureProperties.FrameCount);

    public bool Open(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_open(_handle, fileName, (int)apiPreference, out var opened));
        return opened != 0;
    }

    public bool IsOpened()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_is_opened(_handle, out var opened));
        return opened != 0;
    }

    public void Release()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_release(_handle));
    }

    /// <summary>Steps to the next frame without handing it out.</summary>
    public bool Grab()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_grab(_handle, out var grabbed));
        return grabbed != 0;
    }

    /// <summary>Hands out the frame that <see cref="Grab"/> stepped to.</summary>
    public bool Retrieve(Mat image, int flag = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        image.ThrowIfDisposed();
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_retrieve(_handle, image.Handle, flag, out var retrieved));
        return retrieved != 0;
    }

    public bool Read(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        image.ThrowIfDisposed();
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_read(_handle, image.Handle, out var read));
        return read != 0;
    }

    public double Get(VideoCaptureProperties propertyId)
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_get(_handle, (int)propertyId, out var value));
        return value;
    }

    public bool Set(VideoCaptureProperties propertyId, double value)
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_capture_set(_handle, (int)propertyId, value, out var accepted));
        return accepted != 0;
    }

    protected override void DisposeManaged() => _handle.Dispose();
}
