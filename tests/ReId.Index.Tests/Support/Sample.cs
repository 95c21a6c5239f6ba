using ReId.Contracts;
using ReId.Contracts.Messages;

namespace ReId.Index.Tests.Support;

/// <summary>Crops and vectors of a made-up town, the same for the same seed.</summary>
internal sealed class Sample(int seed = 1)
{
    public const string Model = "model-a";
    public const int Dimension = 24;

    public static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);

    public Guid NewId()
    {
        // Version 7 in form, but from the seed.
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x70);
        return new Guid(bytes);
    }

    public float[] Vector(int dimension = Dimension)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
        {
            vector[i] = (float)((_random.NextDouble() * 2) - 1);
        }

        return vector;
    }

    public GalleryEntry Entry(
        string camera = "north",
        Guid? tracklet = null,
        double minutes = 0,
        float[]? vector = null,
        string model = Model,
        Guid? crop = null,
        byte[]? picture = null) => new()
        {
            Crop = new CropCaptured
            {
                CropId = crop ?? NewId(),
                Camera = camera,
                TrackletId = tracklet ?? NewId(),
                CapturedAt = Start.AddMinutes(minutes),
                Box = new PixelBox(_random.Next(500), _random.Next(300), 40, 90),
                Quality = (float)_random.NextDouble(),
                Image = new CropImage { Data = picture ?? Picture(), Width = 40, Height = 90 },
            },
            ModelId = model,
            Vector = vector ?? Vector(),
        };

    /// <summary>Entries over three cameras, some minutes, and tracklets of some crops each.</summary>
    public List<GalleryEntry> Town(int count)
    {
        string[] cameras = ["north", "south", "east"];
        var tracklets = Enumerable.Range(0, Math.Max(1, count / 5)).Select(_ => (Id: NewId(), Camera: cameras[_random.Next(3)])).ToArray();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (id, camera) = tracklets[_random.Next(tracklets.Length)];
            return Entry(camera, id, _random.Next(120));
        })];
    }

    public byte[] Picture()
    {
        var bytes = new byte[200];
        _random.NextBytes(bytes);
        (bytes[0], bytes[1]) = (0xFF, 0xD8);
        return bytes;
    }
}
