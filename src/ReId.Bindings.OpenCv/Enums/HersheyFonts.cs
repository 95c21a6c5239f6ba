namespace OpenCvSharp;

/// <summary>Fonts of <see cref="Cv2.PutText"/>.</summary>
public enum HersheyFonts
{
    HersheySimplex = 0,
}
