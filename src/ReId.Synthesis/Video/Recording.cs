using ReId.Synthesis.Cameras;

namespace ReId.Synthesis.Video;

/// <summary>The same people under several cameras, one after the other.</summary>
/// <param name="seed">Of everything: the same seed gives the same frames.</param>
/// <param name="cameras">How many.</param>
/// <param name="people">How many.</param>
/// <param name="seconds">Length.</param>
/// <param name="framesPerSecond">Of every camera.</param>
/// <param name="width">Of a frame, pixels.</param>
/// <param name="height">Of a frame, pixels.</param>
public sealed class Recording(long seed, int cameras, int people, float seconds, float framesPerSecond, int width = 1280, int height = 720)
{
    private readonly Camera[] _cameras = [.. Enumerable.Range(1, cameras).Select(number => new Camera(seed, number, (width, height)))];

    /// <summary>Frames of every camera.</summary>
    public int Frames => (int)MathF.Round(seconds * framesPerSecond);

    /// <summary>The frames of a camera, from 1.</summary>
    public CameraFilm Film(int camera) => new(seed, _cameras[camera - 1], camera, Schedule.Draw(seed, _cameras, people, seconds), framesPerSecond);

    /// <summary>Where a camera hangs: metres above the ground, radians downwards, focal length in pixels.</summary>
    public (float Above, float Tilt, float Focal) Geometry(int camera) => (_cameras[camera - 1].View.Above, _cameras[camera - 1].View.Tilt, _cameras[camera - 1].View.Focal);
}
