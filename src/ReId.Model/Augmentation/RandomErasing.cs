using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Fills a rectangle with the mean colour of ImageNet (Zhong et al. 2020, arXiv:1708.04896).</summary>
internal sealed class RandomErasing(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.5, 0, 1);
    private readonly double _least = settings.Number("least_area", 0.02, 0, 1);
    private readonly double _greatest = settings.Number("greatest_area", 0.4, 0, 1);
    private readonly double _aspect = settings.Number("aspect", 3.33, 1, 100);

    public string Name => "random_erasing";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        if (RandomPlace.Draw(picture, random, _least, _greatest, _aspect) is { } place)
        {
            using var part = new Mat(picture, place);
            part.SetTo(new Scalar(124, 116, 104));
        }
    }
}
