namespace OpenCvSharp;

/// <summary>Learns what a fixed camera always sees and finds what does not belong to it.</summary>
public abstract class BackgroundSubtractor : DisposableObject
{
    /// <summary>Compares a picture with the background and learns from it.</summary>
    /// <param name="image">The next picture of the camera.</param>
    /// <param name="fgmask">Receives 255 where the picture differs from the background, 0 elsewhere.</param>
    /// <param name="learningRate">Share of this picture in the background, 0 to 1; negative for OpenCV's choice.</param>
    public virtual void Apply(InputArray image, OutputArray fgmask, double learningRate = -1) =>
        throw new NotSupportedException($"{GetType().Name} cannot be applied.");
}
