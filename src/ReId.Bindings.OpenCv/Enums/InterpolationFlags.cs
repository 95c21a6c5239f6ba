namespace OpenCvSharp;

/// <summary>How <see cref="Cv2.Resize"/> fills in pixels.</summary>
public enum InterpolationFlags
{
    Nearest = 0,
    Linear = 1,
    Area = 3,
}
