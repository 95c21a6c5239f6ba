using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.EndToEnd.Tests.Bus;
using ReId.Index;
using ReId.Index.Identities;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Clustering;

/// <summary>A gallery whose clustering takes some seconds, and what becomes of it in peace. Made by the first test that asks.</summary>
public sealed class ManyVectors : IDisposable
{
    public const int Crops = 14_400;
    public const string Model = "many-1";

    private const int Dimension = 128;
    private const int OfTracklet = 4;
    private const int TrackletsOfPerson = 6;
    private static readonly string[] s_cameras = ["gate", "yard", "hall"];

    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _one = new(1);
    private bool _made;
    private (ClusterRun Run, Dictionary<Guid, Guid> Together)? _peace;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A copy of its own in a folder.</summary>
    public async Task CopyToAsync(string folder)
    {
        await _one.WaitAsync(Token);
        try
        {
            if (!_made)
            {
                await FillAsync();
                _made = true;
            }
        }
        finally
        {
            _one.Release();
        }

        foreach (var file in Directory.GetFiles(_folder.File("data"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(_folder.File("data"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>What a run on a copy left in peace gives, as <see cref="LookAsync"/> tells it. Run by the first test that asks.</summary>
    public async Task<(ClusterRun Run, Dictionary<Guid, Guid> Together)> InPeaceAsync()
    {
        if (_peace is null)
        {
            var copy = _folder.File("peace");
            await CopyToAsync(copy);
            (await Part.RunAsync("memory", "cluster", "--data", copy)).Succeeded();
            var (runs, _, together) = await LookAsync(copy);
            _peace = (runs[0], together);
        }

        return _peace.Value;
    }

    /// <summary>What stands in a gallery that no process has open.</summary>
    /// <returns>
    /// Its runs, newest first; the operations of its history; and who is together: for every crop the least crop of its
    /// identity, whose ids are drawn anew by every run.
    /// </returns>
    public static async Task<(IReadOnlyList<ClusterRun> Runs, int Operations, Dictionary<Guid, Guid> Together)> LookAsync(string data)
    {
        await using var gallery = await OpenAsync(data);
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var together = new Dictionary<Guid, Guid>();
        await foreach (var row in gallery.VectorsAsync(Model, Token))
        {
            if (store.Lookup.IdentityOf(row.CropId) is { } identity)
            {
                together[row.CropId] = identity;
            }
        }

        var least = together.GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.Min(pair => pair.Key));
        return (
            await new IdentityClustering(gallery, store).ListAsync(10, null, Token), (await store.HistoryAsync(null, 100, null, Token)).Count,
            together.ToDictionary(pair => pair.Key, pair => least[pair.Value]));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _one.Dispose();
    }

    private static Task<Gallery> OpenAsync(string data) =>
        Gallery.OpenAsync(new GalleryOptions { Directory = data }, new NoPictures(), cancellationToken: Token);

    private async Task FillAsync()
    {
        var random = new Random(9);
        await using var gallery = await OpenAsync(_folder.File("data"));
        for (var person = 0; person < Crops / OfTracklet / TrackletsOfPerson; person++)
        {
            var face = Noise(random, 1);
            var entries = new List<GalleryEntry>();
            for (var visit = 0; visit < TrackletsOfPerson; visit++)
            {
                var (tracklet, from) = (Guid.CreateVersion7(), new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes((visit * 200) + (person % 100)));
                entries.AddRange(Enumerable.Range(0, OfTracklet).Select(i => new GalleryEntry
                {
                    Crop = new CropCaptured
                    {
                        CropId = Guid.CreateVersion7(),
                        Camera = s_cameras[visit % s_cameras.Length],
                        TrackletId = tracklet,
                        CapturedAt = from.AddSeconds(i),
                        Box = new PixelBox(0, 0, 40, 90),
                        Quality = 1,
                        Image = new CropImage { Data = new byte[] { 0xFF, 0xD8 }, Width = 40, Height = 90 },
                    },
                    ModelId = Model,
                    Vector = face.Zip(Noise(random, 0.7f), (a, b) => a + b).ToArray(),
                }));
            }

            await gallery.AddAsync(entries, Token);
        }
    }

    private static float[] Noise(Random random, float length) => [.. Enumerable.Range(0, Dimension).Select(_ =>
        (float)(length / Math.Sqrt(Dimension) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];

    /// <summary>Nobody looks at them: they are not kept.</summary>
    private sealed class NoPictures : IBlobStore
    {
        public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
