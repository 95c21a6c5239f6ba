using System.Runtime.CompilerServices;
using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>A dense image: rows × columns of one to four channels, rows of <see cref="Step()"/> bytes.</summary>
public partial class Mat : DisposableObject
{
    private const int ContinuousFlag = 1 << 14;
    private const int SubmatrixFlag = 1 << 15;
    private const int TypeMask = 0xFFF;

    public Mat()
        : this(NativeMethods.reid_cv_mat_new(out var pointer), pointer)
    {
    }

    public Mat(string fileName, ImreadModes flags = ImreadModes.Color)
        : this(ReadFile(fileName, flags, out var pointer), pointer)
    {
    }

    public Mat(int rows, int cols, MatType type)
        : this(NativeMethods.reid_cv_mat_new_sized(rows, cols, type, out var pointer), pointer)
    {
    }

    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
        : this(NativeMethods.reid_cv_mat_new_filled(rows, cols, type, s, out var pointer), pointer)
    {
    }

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    /// <summary>Shares the pixels of a region.</summary>
    public Mat(Mat m, Rect roi)
        : this(Region(m, roi, out var pointer), pointer)
    {
    }

    /// <summary>Borrows the caller's memory, which must outlive the matrix.</summary>
    public Mat(int rows, int cols, MatType type, IntPtr data, long step = 0)
        : this(NativeMethods.reid_cv_mat_wrap(rows, cols, type, data, checked((nuint)step), out var pointer), pointer)
    {
    }

    /// <summary>Takes over what a native call has handed out, when its status says that it did.</summary>
    internal Mat(int status, IntPtr pointer)
    {
        Failure.ThrowIfAny(status);
        Handle.Own(pointer);
    }

    internal MatHandle Handle { get; } = new();

    public int Rows => Header.Rows;

    public int Height => Header.Rows;

    public int Cols => Header.Cols;

    public int Width => Header.Cols;

    /// <summary>How many dimensions; with more than two there are no rows and columns.</summary>
    public int Dims => Header.Dims;

    public IntPtr Data => Header.Data;

    private MatHeader Header
    {
        get
        {
            ThrowIfDisposed();
            Failure.ThrowIfAny(NativeMethods.reid_cv_mat_header(Handle, out var header));
            return header;
        }
    }

    public MatType Type() => new(Header.Flags & TypeMask);

    public int Depth() => Type().Depth;

    public int Channels() => Type().Channels;

    public int ElemSize() => ElemSize1() * Channels();

    public int ElemSize1() => MatType.BytesOf(Depth());

    /// <summary>Bytes from one row to the next.</summary>
    public long Step() => (long)Header.Step;

    public long Total() => (long)Header.Total;

    public Size Size()
    {
        var header = Header;
        return new Size(header.Cols, header.Rows);
    }

    /// <summary>Length of one dimension, from 0.</summary>
    public int Size(int dim)
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mat_size(Handle, dim, out var length));
        return length;
    }

    public bool Empty()
    {
        var header = Header;
        return header.Data == IntPtr.Zero || header.Total == 0;
    }

    public bool IsContinuous() => (Header.Flags & ContinuousFlag) != 0;

    public bool IsSubmatrix() => (Header.Flags & SubmatrixFlag) != 0;

    /// <summary>Address of a row's first element.</summary>
    public IntPtr Ptr(int i0)
    {
        var header = Header;
        ArgumentOutOfRangeException.ThrowIfNegative(i0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i0, header.Rows);
        return header.Data + (nint)((long)header.Step * i0);
    }

    public T Get<T>(int i0, int i1)
        where T : struct => Element<T>(i0, i1);

    public void Set<T>(int i0, int i1, T value)
        where T : struct => Element<T>(i0, i1) = value;

    public override string ToString() =>
        IsDisposed ? "Mat [disposed]" : $"Mat [ {Rows}*{Cols}*{Type()}, IsContinuous={IsContinuous()}, IsSubmatrix={IsSubmatrix()} ]";

    protected override void DisposeManaged() => Handle.Dispose();

    private static int ReadFile(string fileName, ImreadModes flags, out IntPtr pointer)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return NativeMethods.reid_cv_imread(fileName, (int)flags, out pointer);
    }

    private static int Region(Mat m, Rect roi, out IntPtr pointer)
    {
        ArgumentNullException.ThrowIfNull(m);
        m.ThrowIfDisposed();
        return NativeMethods.reid_cv_mat_submat(m.Handle, roi, out pointer);
    }

    private unsafe ref T Element<T>(int row, int col)
        where T : struct
    {
        var header = Header;
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfNegative(col);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, header.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(((long)col + 1) * Unsafe.SizeOf<T>() - 1, (long)header.Cols * ElemSize());
        return ref Unsafe.AsRef<T>((byte*)header.Data + ((long)header.Step * row) + ((long)col * Unsafe.SizeOf<T>()));
    }
}
