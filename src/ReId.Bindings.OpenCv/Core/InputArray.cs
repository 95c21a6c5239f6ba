using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>A matrix that a function reads; <see cref="Mat"/> converts to it, so callers never name it.</summary>
public class InputArray : DisposableObject
{
    private readonly Mat _mat;

    private InputArray(Mat mat) => _mat = mat;

    internal MatHandle Handle => _mat.Handle;

    public static InputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return new InputArray(mat);
    }

    public static implicit operator InputArray(Mat mat) => mat is null ? null! : Create(mat);
}
