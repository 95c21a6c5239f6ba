using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>A part of the picture, drawn by area and aspect, scaled to the whole (Szegedy et al. 2015, with narrower ranges for people).</summary>
internal sealed class RandomResizedCrop(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 1, 0, 1);
    private readonly double _least = settings.Number("least_area", 0.64, 0.01, 1);
    private readonly double _aspect = settings.Number("aspect", 1.33, 1, 10);

    public string Name => "random_resized_crop";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        var area = _least + ((1 - _least) * random.NextDouble());
        // No wider or higher than the picture: a shape that had to be cut would have less area than was drawn.
        var stretch = Math.Clamp(Math.Pow(_aspect, (2 * random.NextDouble()) - 1), area, 1 / area);
        var width = Math.Clamp((int)Math.Round(picture.Cols * Math.Sqrt(area * stretch)), 1, picture.Cols);
        var height = Math.Clamp((int)Math.Round(picture.Rows * Math.Sqrt(area / stretch)), 1, picture.Rows);
        var place = new Rect(random.Next(picture.Cols - width + 1), random.Next(picture.Rows - height + 1), width, height);
        using var whole = picture.Clone();
        using var part = new Mat(whole, place);
        Cv2.Resize(part, picture, picture.Size(), 0, 0, InterpolationFlags.Linear);
    }
}
