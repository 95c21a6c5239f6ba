namespace OpenCvSharp;

/// <summary>How an image file becomes a matrix.</summary>
[Flags]
public enum ImreadModes
{
    Grayscale = 0,
    Color = 1,
}
