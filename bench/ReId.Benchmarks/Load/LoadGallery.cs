using ReId.Benchmarks.GallerySearch;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Index.Blobs;
using ReId.Index.Storage;

namespace ReId.Benchmarks.Load;

/// <summary>A gallery of made-up crops that share one picture, so that only vectors and rows cost; goes on where it stopped.</summary>
internal static class LoadGallery
{
    public const string Model = "bench";
    public const int Dimension = 512;
    private const int Batch = 2000;

    public static async Task MakeAsync(int count, string folder)
    {
        var people = new People(Dimension, count);
        var picture = CropPicture.Jpeg(1);
        await using var gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = folder });
        var stats = await gallery.StatsAsync(CancellationToken.None);
        for (var first = (int)stats.Crops; first < count; first += Batch)
        {
            var entries = new GalleryEntry[Math.Min(Batch, count - first)];
            Parallel.For(0, entries.Length, i => entries[i] = Entry(people, first + i, picture, stats.Crops == 0 && first + i == 0));
            var result = await gallery.AddAsync(entries, CancellationToken.None);
            if (result.Added != entries.Length)
            {
                throw new InvalidOperationException($"{result.Rejected.Count} crops were rejected: {result.Rejected[0].Reason}");
            }

            Console.Error.Write($"\r{first + entries.Length:n0} of {count:n0} crops");
        }

        Console.Error.WriteLine();
        await gallery.SettleIndexAsync();
    }

    public static CropCaptured Crop(int number, CropImage image)
    {
        var record = People.Record(number);
        return new CropCaptured
        {
            CropId = record.CropId,
            Camera = $"camera{record.CameraId}",
            TrackletId = record.TrackletId,
            CapturedAt = new DateTimeOffset(record.Ticks, TimeSpan.Zero),
            Box = new PixelBox(0, 0, CropPicture.Width, CropPicture.Height),
            Quality = record.Quality,
            Image = image,
        };
    }

    private static GalleryEntry Entry(People people, int number, byte[] picture, bool withPicture) => new()
    {
        Crop = Crop(number, new CropImage
        {
            Data = withPicture ? picture : null,
            BlobKey = withPicture ? null : BlobKeys.ForCrop(People.Record(0).CropId, picture),
            Width = CropPicture.Width,
            Height = CropPicture.Height,
        }),
        ModelId = Model,
        Vector = HalfVector.Decode(people.Half(number)),
    };
}
