using OpenCvSharp;
using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>Takes every picture as the crop of one person: for folders that were cropped before.</summary>
internal sealed class WholeImageDetector : IPersonDetector
{
    public IReadOnlyList<PersonDetection> Detect(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [new PersonDetection(new PixelBox(0, 0, image.Width, image.Height), 1)];
    }

    public void Dispose()
    {
    }
}
