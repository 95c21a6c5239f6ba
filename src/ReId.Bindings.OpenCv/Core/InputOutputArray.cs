namespace OpenCvSharp;

/// <summary>A matrix that a function draws into; <see cref="Mat"/> converts to it, so callers never name it.</summary>
public class InputOutputArray : OutputArray
{
    private InputOutputArray(Mat mat)
        : base(mat)
    {
    }

    public static new InputOutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return new InputOutputArray(mat);
    }

    public static implicit operator InputOutputArray(Mat mat) => mat is null ? null! : Create(mat);
}
