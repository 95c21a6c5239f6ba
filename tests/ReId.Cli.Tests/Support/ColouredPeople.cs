using System.Globalization;
using OpenCvSharp;

namespace ReId.Cli.Tests.Support;

/// <summary>Generated people in clothes of two colours, each in several lights; named <c>p00/p00_0001.png</c>, as LFW has it.</summary>
internal static class ColouredPeople
{
    public static string Write(string root, int people, int each)
    {
        var random = new Random(7);
        for (var person = 0; person < people; person++)
        {
            var name = Name(person);
            Directory.CreateDirectory(Path.Combine(root, name));
            var (top, trousers) = (Colour(random), Colour(random));
            for (var picture = 1; picture <= each; picture++)
            {
                var light = 0.7 + (0.3 * random.NextDouble());
                File.WriteAllBytes(
                    Path.Combine(root, name, string.Create(CultureInfo.InvariantCulture, $"{name}_{picture:0000}.png")),
                    Pictures.Person(Lit(top, light), Lit(trousers, light)));
            }
        }

        return root;
    }

    /// <summary>A list of pairs, one of each kind in a fold: a person with itself and with the next one.</summary>
    public static string[] Pairs(int folds) =>
    [
        $"{folds}\t1",
        .. Enumerable.Range(0, folds).SelectMany(i => new[] { $"{Name(i)}\t1\t2", $"{Name(i)}\t1\t{Name(i + 1)}\t2" }),
    ];

    public static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"p{person:00}");

    private static Scalar Colour(Random random) => new(random.Next(20, 250), random.Next(20, 250), random.Next(20, 250));

    private static Scalar Lit(Scalar colour, double light) => new(colour.Val0 * light, colour.Val1 * light, colour.Val2 * light);
}
