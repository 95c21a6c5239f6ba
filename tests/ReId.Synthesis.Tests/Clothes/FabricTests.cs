using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Tests.Clothes;

public sealed class FabricTests
{
    public static TheoryData<string> Patterns() => [.. Enum.GetNames<Pattern>()];

    /// <summary>A plain fabric has one colour; every pattern shows more, and where is up to it alone.</summary>
    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_shows_more_than_one_colour(string name)
    {
        var pattern = Enum.Parse<Pattern>(name);
        var fabric = new Fabric { Main = new(0.9f, 0.1f, 0.1f), Second = new(0.1f, 0.1f, 0.9f), Third = new(0.1f, 0.9f, 0.1f), Pattern = pattern, Seed = 5 };

        var colours = Places().Select(place => fabric.At(place.Around, place.Along)).Distinct().ToArray();

        Assert.Equal(pattern == Pattern.Plain, colours.Length == 1);
        Assert.Contains(colours, colour => Vector3.Distance(colour, fabric.Main) < 0.1f);
    }

    /// <summary>A print is a part of the front: it is there, and the back does not show it.</summary>
    [Theory]
    [InlineData(nameof(Shape.Block), 1)]
    [InlineData(nameof(Shape.Disc), 0.785)]
    [InlineData(nameof(Shape.Ring), 0.43)]
    [InlineData(nameof(Shape.Letters), 0.37)]
    [InlineData(nameof(Shape.Picture), 1)]
    public void A_print_covers_its_place_and_no_other(string shape, double share)
    {
        var print = new Detail(Enum.Parse<Shape>(shape), new(0, 0.2f), new(0.2f, 0.08f), new(0, 1, 0), new(0, 0, 1), 3);
        var fabric = new Fabric { Main = new(1, 0, 0), Details = [print] };

        var inside = Places().Where(place => MathF.Abs(place.Around) < 0.2f && MathF.Abs(place.Along - 0.2f) < 0.08f).ToArray();
        var covered = inside.Count(place => fabric.At(place.Around, place.Along) != fabric.Main);

        Assert.InRange((double)covered / inside.Length, share - 0.1, share + 0.1);
        Assert.All(Places().Except(inside), place => Assert.Equal(fabric.Main, fabric.At(place.Around, place.Along)));
    }

    [Fact]
    public void Folds_take_and_give_light()
    {
        var folds = Places().Select(place => new Fabric { Main = Vector3.One, Folds = 0.3f }.Fold(place.Around, place.Along)).ToArray();

        Assert.InRange(folds.Average(), 0.9, 1.1);
        Assert.True(folds.Max() - folds.Min() > 0.2);
        Assert.Equal(1, Fabric.Plain(Vector3.One).Fold(0.3f, 0.2f));
    }

    private static IEnumerable<(float Around, float Along)> Places() =>
        from row in Enumerable.Range(0, 60)
        from column in Enumerable.Range(0, 200)
        select ((column / 100f) - 0.995f, row / 100f);
}
