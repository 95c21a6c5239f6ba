using ReId.Index.Segments.Rows;
using ReId.Index.Storage;

namespace ReId.Benchmarks.GallerySearch;

/// <summary>
/// Made-up crops: people far from each other, each seen by some cameras (a view of length 0.7 away from the person), and
/// a few crops of every view (0.25 away from it). Any crop by its number, always the same.
/// </summary>
internal sealed class People(int dimension, int count)
{
    public const int CropsOfOne = 48;
    public const int ViewsOfOne = 8;
    public const int Cameras = 20;

    private const double View = 0.7;
    private const double Crop = 0.25;
    private static readonly DateTime s_start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public int Dimension => dimension;

    public int Count => count;

    // Crops of a tracklet follow each other; those of a person do not.
    public int PersonOf(int crop) => (int)((long)(crop / (CropsOfOne / ViewsOfOne)) * 7919 % Math.Max(1, count / CropsOfOne));

    public static VectorRecord Record(int crop)
    {
        var tracklet = crop / (CropsOfOne / ViewsOfOne);
        return new VectorRecord(
            crop + 1, Id(crop, 1), Id(tracklet, 2), 1 + (tracklet % Cameras), s_start.AddSeconds(crop).Ticks, (crop % 97) / 97f);
    }

    public byte[] Half(int crop) => HalfVector.Encode(Vector(crop, crop, Crop));

    /// <summary>A picture of a stored person that nobody stored: another camera.</summary>
    public float[] Query(int number) => Vector((int)((long)number * 104_729 % count), -1 - number, View);

    /// <summary>Somebody who never came by.</summary>
    public float[] Stranger(int number)
    {
        var vector = new double[dimension];
        Add(vector, new Random(1_500_000_000 + number), 1);
        return HalfVector.Normalise(Array.ConvertAll(vector, value => (float)value), out _)!;
    }

    public static Guid Id(int number, byte kind) => new(number, 0, 0x7000, kind, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number);

    private float[] Vector(int crop, int noise, double length)
    {
        var vector = new double[dimension];
        Add(vector, new Random(PersonOf(crop)), 1);
        if (noise >= 0)
        {
            Add(vector, new Random(1_000_000_000 + (crop / (CropsOfOne / ViewsOfOne))), View);
        }

        Add(vector, new Random(500_000_000 + noise), length);
        return HalfVector.Normalise(Array.ConvertAll(vector, value => (float)value), out _)!;
    }

    private void Add(double[] vector, Random random, double length)
    {
        // Sums of uniform numbers are normal enough, and quick to make.
        var scale = length / Math.Sqrt(dimension);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] += scale * (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * Math.Sqrt(3);
        }
    }
}
