using OpenCvSharp;

namespace ReId.Ingest.Detection;

/// <summary>Finds people in a frame. An instance serves one thread at a time.</summary>
public interface IPersonDetector : IDisposable
{
    /// <summary>The people in a frame, best first; boxes lie inside it and are not empty.</summary>
    /// <param name="image">8-bit BGR pixels, not empty; left as it is.</param>
    IReadOnlyList<PersonDetection> Detect(Mat image);
}
