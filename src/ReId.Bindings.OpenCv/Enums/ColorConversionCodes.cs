namespace OpenCvSharp;

/// <summary>Codes of <see cref="Cv2.CvtColor"/>.</summary>
public enum ColorConversionCodes
{
    BGR2RGB = 4,
    BGR2GRAY = 6,
    BGR2HSV = 40,
    BGR2Lab = 44,
}
