using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Shrinks by a drawn factor and grows back: what a person far from the camera looks like.</summary>
internal sealed class Blur(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.2, 0, 1);
    private readonly double _greatest = settings.Number("greatest", 3, 1, 20);

    public string Name => "blur";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        var factor = 1 + ((_greatest - 1) * random.NextDouble());
        var small = new Size(Math.Max(1, (int)(picture.Cols / factor)), Math.Max(1, (int)(picture.Rows / factor)));
        using var shrunk = new Mat();
        Cv2.Resize(picture, shrunk, small, 0, 0, InterpolationFlags.Area);
        Cv2.Resize(shrunk, picture, picture.Size(), 0, 0, InterpolationFlags.Linear);
    }
}
