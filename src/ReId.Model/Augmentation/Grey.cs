using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Takes the colours away: what is left is shape and texture.</summary>
internal sealed class Grey(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.1, 0, 1);

    public string Name => "grey";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() < _probability)
        {
            using var grey = new Mat();
            Cv2.CvtColor(picture, grey, ColorConversionCodes.RGB2GRAY);
            Cv2.CvtColor(grey, picture, ColorConversionCodes.GRAY2RGB);
        }
    }
}
