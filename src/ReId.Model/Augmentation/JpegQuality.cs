using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Stores the picture as JPEG of a drawn quality and reads it back.</summary>
internal sealed class JpegQuality(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.3, 0, 1);
    private readonly int _least = (int)settings.Number("least", 30, 1, 100);
    private readonly int _greatest = (int)settings.Number("greatest", 95, 1, 100);

    public string Name => "jpeg";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        // Red and blue change places on both ways, which the codec's colour transform hardly notices.
        var bytes = picture.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, random.Next(_least, Math.Max(_least, _greatest) + 1)));
        using var read = Cv2.ImDecode(bytes, ImreadModes.Color);
        read.CopyTo(picture);
    }
}
