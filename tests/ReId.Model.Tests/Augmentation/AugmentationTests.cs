using ReId.Contracts;
using ReId.Model.Augmentation;

namespace ReId.Model.Tests.Augmentation;

public sealed class AugmentationTests
{
    private const int Height = 64;
    private const int Width = 32;

    private static readonly IReadOnlyDictionary<string, string> s_always = new Dictionary<string, string> { ["probability"] = "1" };

    public static TheoryData<string> Names() => [.. AugmentationCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_changes_pictures_and_follows_from_seed_epoch_and_place_alone(string name)
    {
        var pipeline = AugmentationPipeline.Create([(name, s_always)], seed: 3);
        var original = Picture();
        var drawn = Enumerable.Range(0, 8).Select(place => Apply(pipeline, epoch: 2, place)).ToArray();

        Assert.Equal(name, AugmentationCatalog.Create(name, s_always).Name);
        Assert.Contains(drawn, picture => !picture.SequenceEqual(original));
        Assert.Equal(drawn, Enumerable.Range(0, 8).AsParallel().AsOrdered().Select(place => Apply(pipeline, epoch: 2, place)));
        if (name is not ("flip" or "grey"))
        {
            Assert.True(drawn.Select(Convert.ToBase64String).Distinct().Count() > 1, "every draw is alike");
            Assert.NotEqual(drawn, Enumerable.Range(0, 8).Select(place => Apply(pipeline, epoch: 3, place)));
            Assert.NotEqual(drawn, Enumerable.Range(0, 8).Select(place => Apply(AugmentationPipeline.Create([(name, s_always)], seed: 4), 2, place)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_probability_0_nothing_changes(string name) => Assert.Equal(
        Picture(), Apply(AugmentationPipeline.Create([(name, new Dictionary<string, string> { ["probability"] = "0" })], 1), 0, 0));

    [Fact]
    public void Whether_a_picture_is_mirrored_says_nothing_of_the_next_one_or_the_next_epoch()
    {
        const int Places = 4000;
        var pipeline = AugmentationPipeline.Create([("flip", new Dictionary<string, string>())], 1);
        var original = Picture();
        bool[][] flipped = [.. Enumerable.Range(0, 3).Select(epoch => Enumerable.Range(0, Places)
            .Select(place => !Apply(pipeline, epoch, place).SequenceEqual(original)).ToArray())];

        Assert.All(flipped, epoch => Assert.InRange(epoch.Count(yes => yes), 0.46 * Places, 0.54 * Places));
        Assert.InRange(Alike(flipped[0], flipped[1]), 0.46, 0.54);
        Assert.InRange(Alike(flipped[0], flipped[2]), 0.46, 0.54);
        Assert.All(Enumerable.Range(1, 16), lag => Assert.InRange(Alike(flipped[0][..^lag], flipped[0][lag..]), 0.46, 0.54));

        static double Alike(bool[] a, bool[] b) => a.Zip(b, (x, y) => x == y ? 1.0 : 0).Average();
    }

    [Fact]
    public void Jitter_without_a_range_leaves_the_colours_alone()
    {
        var settings = new Dictionary<string, string>
        {
            ["probability"] = "1",
            ["brightness"] = "0",
            ["contrast"] = "0",
            ["saturation"] = "0",
            ["tint"] = "0",
        };

        Assert.Equal(Picture(), Apply(AugmentationPipeline.Create([("colour_jitter", settings)], 1), 0, 0));
    }

    [Fact]
    public void A_flip_mirrors_left_and_right()
    {
        var (original, flipped) = (Picture(), Apply(AugmentationPipeline.Create([("flip", s_always)], 1), 0, 0));

        for (var x = 0; x < Width; x++)
        {
            Assert.Equal(original.AsSpan(x * 3, 3), flipped.AsSpan((Width - 1 - x) * 3, 3));
        }
    }

    [Fact]
    public void Padding_and_cropping_shifts()
    {
        var shifted = Apply(AugmentationPipeline.Create([("pad_crop", s_always)], 1), 0, 5);
        var original = Picture();

        Assert.Contains(
            from down in Enumerable.Range(-10, 21) from right in Enumerable.Range(-10, 21) select (down, right),
            shift => Shifted(original, shift.down, shift.right).SequenceEqual(shifted));
    }

    [Fact]
    public void Erasing_fills_a_rectangle_of_the_promised_area()
    {
        var pipeline = AugmentationPipeline.Create([("random_erasing", s_always)], 1);
        var original = Picture();

        for (var place = 0; place < 20; place++)
        {
            var erased = Apply(pipeline, 0, place);
            var changed = Enumerable.Range(0, Width * Height)
                .Where(i => !erased.AsSpan(i * 3, 3).SequenceEqual(original.AsSpan(i * 3, 3))).ToArray();
            Assert.All(changed, i => Assert.Equal<byte>([124, 116, 104], erased.AsSpan(i * 3, 3).ToArray()));
            Assert.InRange(changed.Length, 0.015 * Width * Height, 0.42 * Width * Height);
        }
    }

    [Fact]
    public void Grey_has_no_colour()
    {
        var grey = Apply(AugmentationPipeline.Create([("grey", s_always)], 1), 0, 0);

        Assert.All(grey.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
    }

    [Theory]
    [InlineData("flop", "", "There is no augmentation 'flop'; there are flip, pad_crop, random_resized_crop, random_erasing, random_patch, colour_jitter, grey, jpeg, blur.")]
    [InlineData("flip", "p", "Augmentation 'flip' has no option 'p': there is only 'probability'.")]
    [InlineData("flip", "probability", "Option 'probability' of augmentation 'flip' must be a number from 0 to 1, not '2'.")]
    public void What_is_unknown_is_named(string name, string option, string message)
    {
        var settings = option.Length == 0 ? [] : new Dictionary<string, string> { [option] = "2" };

        Assert.Equal(message, Assert.Throws<ReIdException>(() => AugmentationCatalog.Create(name, settings)).Message);
    }

    private static byte[] Apply(AugmentationPipeline pipeline, int epoch, int place)
    {
        var picture = Picture();
        pipeline.Apply(picture, Height, Width, epoch, place);
        return picture;
    }

    private static byte[] Picture()
    {
        var pixels = new byte[Height * Width * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / (3 * Width), i / 3 % Width, i % 3);
            pixels[i] = (byte)(20 + (3 * y) + ((c + 1) * x));
        }

        return pixels;
    }

    private static byte[] Shifted(byte[] pixels, int down, int right)
    {
        var result = new byte[pixels.Length];
        for (var y = Math.Max(0, down); y < Math.Min(Height, Height + down); y++)
        {
            for (var x = Math.Max(0, right); x < Math.Min(Width, Width + right); x++)
            {
                pixels.AsSpan((((y - down) * Width) + x - right) * 3, 3).CopyTo(result.AsSpan(((y * Width) + x) * 3, 3));
            }
        }

        return result;
    }
}
