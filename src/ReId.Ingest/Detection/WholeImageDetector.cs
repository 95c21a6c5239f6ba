using ReId.Contracts;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Detection;

/// <summary>Takes every picture as the crop of one person: for folders that were cropped before.</summary>
internal sealed class WholeImageDetector : IPersonDetector
{
    public DetectorScores Scores => default;

    public IReadOnlyList<PersonDetection> Detect(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return [new PersonDetection(new PixelBox(0, 0, frame.Image.Width, frame.Image.Height), 1)];
    }

    public void Dispose()
    {
    }
}
