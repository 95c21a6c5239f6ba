using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Shifts by up to so many pixels in both directions; what comes in is black (Luo et al. 2019: 10 pixels of padding, then a crop).</summary>
internal sealed class PadCrop(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 1, 0, 1);
    private readonly int _pixels = (int)settings.Number("pixels", 10, 0, 1000);

    public string Name => "pad_crop";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        var (most, mostDown) = (Math.Min(_pixels, picture.Cols - 1), Math.Min(_pixels, picture.Rows - 1));
        var (right, down) = (random.Next(-most, most + 1), random.Next(-mostDown, mostDown + 1));
        using var old = picture.Clone();
        picture.SetTo(new Scalar(0, 0, 0));
        var (width, height) = (picture.Cols - Math.Abs(right), picture.Rows - Math.Abs(down));
        using var from = new Mat(old, new Rect(Math.Max(0, -right), Math.Max(0, -down), width, height));
        using var to = new Mat(picture, new Rect(Math.Max(0, right), Math.Max(0, down), width, height));
        from.CopyTo(to);
    }
}
