using OpenCvSharp;
using ReId.Model.Augmentation;

namespace ReId.Model.Tests.Augmentation;

public sealed class RandomPatchTests
{
    private const int Height = 64;
    private const int Width = 32;
    private const int Places = 30;

    private static readonly Dictionary<string, string> s_always = new() { ["probability"] = "1" };

    [Fact]
    public void A_rectangle_of_another_picture_is_pasted()
    {
        var bounds = new HashSet<(int, int)>();
        for (var place = 0; place < Places; place++)
        {
            var pasted = Apply(place, new WhitePictures(usable: true));

            Assert.All(pasted, i => Assert.InRange(i, 0, (Width * Height) - 1));
            var (left, right) = (pasted.Min(i => i % Width), pasted.Max(i => i % Width));
            var (top, bottom) = (pasted.Min(i => i / Width), pasted.Max(i => i / Width));
            Assert.Equal((right - left + 1) * (bottom - top + 1), pasted.Length);
            Assert.InRange(pasted.Length, 0.005 * Width * Height, 0.52 * Width * Height);
            bounds.Add((left, top));
        }

        Assert.InRange(bounds.Count, Places / 2, Places);
    }

    [Fact]
    public void Another_picture_that_cannot_be_used_leaves_this_one_alone() =>
        Assert.All(Enumerable.Range(0, Places), place => Assert.Empty(Apply(place, new WhitePictures(usable: false))));

    [Fact]
    public void Without_other_pictures_the_patch_is_of_the_picture_itself() =>
        Assert.All(Enumerable.Range(0, Places), place => Assert.Empty(Apply(place, others: null)));

    // The pixels of a black picture that are white afterwards.
    private static int[] Apply(int place, IOtherPictures? others)
    {
        var pixels = new byte[Height * Width * 3];
        AugmentationPipeline.Create([("random_patch", s_always)], 1).Apply(pixels, Height, Width, 0, place, others);
        Assert.All(pixels, value => Assert.True(value is 0 or 255));
        return [.. Enumerable.Range(0, Width * Height).Where(i => pixels[3 * i] == 255)];
    }

    private sealed class WhitePictures(bool usable) : IOtherPictures
    {
        public bool Draw(Random random, Mat target)
        {
            target.SetTo(new Scalar(255, 255, 255));
            return usable;
        }
    }
}
