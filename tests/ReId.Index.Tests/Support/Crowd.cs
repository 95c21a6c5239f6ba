using ReId.Index.Segments.Vectors;
using ReId.Index.Storage;

namespace ReId.Index.Tests.Support;

/// <summary>
/// Vectors as a person model gives them: people far from each other, each seen in some views near each other, each view
/// a few times, nearly the same. The same for the same seed.
/// </summary>
/// <param name="dimension">Components of a vector.</param>
/// <param name="people">Number of people.</param>
/// <param name="seed">Who they are.</param>
/// <param name="views">How they are seen; null for the same seed.</param>
internal sealed class Crowd(int dimension, int people, int seed, int? views = null)
{
    private const double View = 0.7; // Length of what a view adds to a person of length 1,
    private const double Crop = 0.25; // and a crop to a view.
    private const int Views = 4;

    private readonly Random _random = new(views ?? seed);
    private readonly Dictionary<(int Person, int View), double[]> _views = [];
    private readonly Dictionary<int, double[]> _people = [];

    public int Dimension => dimension;

    public float[] Next()
    {
        var person = _random.Next(people);
        var view = (person, _random.Next(Views));
        if (!_people.TryGetValue(person, out var centre))
        {
            _people[person] = centre = Noise(1, new Random((seed * 1_000_003) + person));
        }

        if (!_views.TryGetValue(view, out var offset))
        {
            _views[view] = offset = Sum(centre, Noise(View));
        }

        return Unit(Sum(offset, Noise(Crop)));
    }

    /// <summary>Nothing like anybody.</summary>
    public float[] Stranger() => Unit(Noise(1));

    /// <summary>Rows of a segment.</summary>
    public HalfRows Rows(int count, bool clustered = true)
    {
        var rows = HalfRows.Allocate(dimension, count);
        for (var row = 0; row < count; row++)
        {
            rows.Set(row, HalfVector.Encode(clustered ? Next() : Stranger()));
        }

        return rows;
    }

    private static float[] Unit(double[] vector) =>
        HalfVector.Normalise(Array.ConvertAll(vector, value => (float)value), out _)!;

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private double[] Noise(double length, Random? random = null)
    {
        random ??= _random;
        return [.. Enumerable.Range(0, dimension).Select(_ => length / Math.Sqrt(dimension)
            * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
