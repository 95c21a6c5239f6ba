using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Mirrors left and right.</summary>
internal sealed class Flip(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.5, 0, 1);

    public string Name => "flip";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() < _probability)
        {
            Cv2.Flip(picture, picture, FlipMode.Y);
        }
    }
}
