using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>
/// Pastes a part of the picture somewhere else in it: an occlusion that looks like one. torchreid takes patches of
/// pictures seen before, which makes the result depend on the order of the threads; a patch of the same picture does not.
/// </summary>
internal sealed class RandomPatch(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.5, 0, 1);
    private readonly double _least = settings.Number("least_area", 0.01, 0, 1);
    private readonly double _greatest = settings.Number("greatest_area", 0.2, 0, 1);
    private readonly double _aspect = settings.Number("aspect", 3, 1, 100);

    public string Name => "random_patch";

    public void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability || RandomPlace.Draw(picture, random, _least, _greatest, _aspect) is not { } place)
        {
            return;
        }

        using var whole = picture.Clone();
        using var from = new Mat(whole, place);
        using var to = new Mat(picture, new Rect(
            random.Next(picture.Cols - place.Width + 1), random.Next(picture.Rows - place.Height + 1), place.Width, place.Height));
        from.CopyTo(to);
    }
}
