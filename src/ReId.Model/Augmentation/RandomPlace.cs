using OpenCvSharp;

namespace ReId.Model.Augmentation;

/// <summary>A rectangle inside a picture, drawn by area and aspect.</summary>
internal static class RandomPlace
{
    // As many tries as the paper's code has; a shape that does not fit by then is given up.
    private const int Tries = 100;

    public static Rect? Draw(Mat picture, Random random, double least, double greatest, double aspect)
    {
        for (var i = 0; i < Tries; i++)
        {
            var area = picture.Rows * picture.Cols * (least + ((greatest - least) * random.NextDouble()));
            var stretch = Math.Pow(aspect, (2 * random.NextDouble()) - 1);
            var (height, width) = ((int)Math.Round(Math.Sqrt(area * stretch)), (int)Math.Round(Math.Sqrt(area / stretch)));
            if (width >= 1 && height >= 1 && width < picture.Cols && height < picture.Rows)
            {
                return new Rect(random.Next(picture.Cols - width + 1), random.Next(picture.Rows - height + 1), width, height);
            }
        }

        return null;
    }
}
