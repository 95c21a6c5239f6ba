using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>A matrix that a function writes; <see cref="Mat"/> converts to it, so callers never name it.</summary>
public class OutputArray : DisposableObject
{
    private readonly Mat _mat;

    internal OutputArray(Mat mat) => _mat = mat;

    internal MatHandle Handle => _mat.Handle;

    public static OutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return new OutputArray(mat);
    }

    public static implicit operator OutputArray(Mat mat) => mat is null ? null! : Create(mat);
}
