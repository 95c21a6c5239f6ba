using ReId.Ingest.Sources;

namespace ReId.Ingest.Detection;

/// <summary>Finds people in the frames of one source. An instance serves one thread at a time.</summary>
public interface IPersonDetector : IDisposable
{
    /// <summary>What was wrong so far that did not end the run, one sentence each; asked after the last frame.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>What its scores mean; unless it says otherwise every detection counts, and one of them must reach 0.6.</summary>
    DetectorScores Scores => new(0, 0.6f);

    /// <summary>
    /// Whether it searches the picture. What only looks people up costs nothing, and what it knows of a frame counts
    /// although nothing moves there: the motion gate does not apply to it.
    /// </summary>
    bool Searches => true;

    /// <summary>The people in a frame, best first; boxes lie inside it and are not empty.</summary>
    /// <param name="frame">8-bit BGR pixels, not empty, which are left as they are; camera and number say which frame it is.</param>
    IReadOnlyList<PersonDetection> Detect(Frame frame);
}
