using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>
/// Pastes a part of another picture somewhere, mirrored half the time: an occlusion that looks like one (Zhou et al.
/// 2019, arXiv:1910.06827, with torchreid's areas). torchreid keeps a pool of patches of the pictures seen before, so
/// that what is pasted depends on the order of the threads; here the picture that gives is drawn from the whole list.
/// Without other pictures at hand the part is one of the picture itself.
/// </summary>
internal sealed class RandomPatch(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.5, 0, 1);
    private readonly double _least = settings.Number("least_area", 0.01, 0, 1);
    private readonly double _greatest = settings.Number("greatest_area", 0.5, 0, 1);
    private readonly double _aspect = settings.Number("aspect", 10, 1, 100);

    public string Name => "random_patch";

    public void Apply(Mat picture, Random random)
    {
        if (Place(picture, random) is { } place)
        {
            using var giver = picture.Clone();
            Paste(giver, place, picture, random);
        }
    }

    public void Apply(Mat picture, Random random, IOtherPictures others)
    {
        if (Place(picture, random) is { } place)
        {
            using var giver = new Mat(picture.Rows, picture.Cols, MatType.CV_8UC3);
            if (others.Draw(random, giver))
            {
                Paste(giver, place, picture, random);
            }
        }
    }

    private static void Paste(Mat giver, Rect place, Mat picture, Random random)
    {
        using var from = new Mat(giver, place);
        using var to = new Mat(picture, new Rect(
            random.Next(picture.Cols - place.Width + 1), random.Next(picture.Rows - place.Height + 1), place.Width, place.Height));
        if (random.Next(2) == 0)
        {
            Cv2.Flip(from, to, FlipMode.Y);
        }
        else
        {
            from.CopyTo(to);
        }
    }

    private Rect? Place(Mat picture, Random random) =>
        random.NextDouble() < _probability ? RandomPlace.Draw(picture, random, _least, _greatest, _aspect) : null;
}
