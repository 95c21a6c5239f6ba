using System.Runtime.InteropServices;

namespace ReId.Model.Embedding;

/// <summary>
/// Decoded and resized pictures on their way into a network: 8-bit RGB, N×H×W×3 (NHWC) in one native buffer that is
/// allocated once and reused, so that engines read it in place.
/// </summary>
public sealed unsafe class PixelBatch : IDisposable
{
    /// <summary>Channels of a pixel: red, green, blue.</summary>
    public const int Channels = 3;

    // One cache line, and the widest vector register.
    private const nuint Alignment = 64;

    private byte* _pixels;
    private int _count;

    /// <summary>Allocates room for pictures of one size; the contents are undefined until written.</summary>
    /// <param name="capacity">Most pictures that a batch holds, at least 1.</param>
    /// <param name="height">Height of every picture, pixels.</param>
    /// <param name="width">Width of every picture, pixels.</param>
    public PixelBatch(int capacity, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Capacity = capacity;
        Height = height;
        Width = width;
        var bytes = checked((nuint)capacity * (nuint)PictureSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, (nuint)int.MaxValue, nameof(capacity));
        _pixels = (byte*)NativeMemory.AlignedAlloc(bytes, Alignment);
    }

    /// <summary>Frees the buffer of a batch that was dropped without <see cref="Dispose"/>.</summary>
    ~PixelBatch() => Free();

    /// <summary>Most pictures that fit.</summary>
    public int Capacity { get; }

    /// <summary>Pictures in the batch now: the first <see cref="Count"/> slots.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 0 or more than <see cref="Capacity"/>.</exception>
    public int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _count = value;
        }
    }

    /// <summary>Height of every picture, pixels.</summary>
    public int Height { get; }

    /// <summary>Width of every picture, pixels.</summary>
    public int Width { get; }

    /// <summary>Bytes of one picture: height × width × 3.</summary>
    public int PictureSize => checked(Height * Width * Channels);

    /// <summary>Address of the first pixel, 64-byte aligned; valid until <see cref="Dispose"/>.</summary>
    public IntPtr Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return (IntPtr)_pixels;
        }
    }

    /// <summary>The bytes of the first <see cref="Count"/> pictures.</summary>
    public ReadOnlySpan<byte> Pixels => new((void*)Pointer, Count * PictureSize);

    /// <summary>One picture to write or read: H×W×3 bytes. Slots are independent, so threads may fill several.</summary>
    /// <param name="index">0 to <see cref="Capacity"/> - 1; not limited by <see cref="Count"/>.</param>
    public Span<byte> Slot(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Capacity);
        return new Span<byte>((byte*)Pointer + ((long)index * PictureSize), PictureSize);
    }

    /// <summary>Frees the buffer.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pixels is not null)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = null;
        }
    }
}
