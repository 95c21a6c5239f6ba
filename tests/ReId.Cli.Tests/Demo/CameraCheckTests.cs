using ReId.Cli.Demo;
using ReId.Contracts;
using ReId.Index;
using ReId.Search.Queries;
using ReId.Testing;

namespace ReId.Cli.Tests.Demo;

public sealed class CameraCheckTests : IDisposable
{
    private const string Model = "model-a";

    private static readonly DateTimeOffset s_start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_people_whom_another_camera_saw_are_asked_for_and_the_own_camera_is_left_out()
    {
        // Person 1 under both cameras, alike; person 2 under both, but the door's crops of them look like person 1, and most
        // like each other; person 3 under the gate only; the last crop is nobody's.
        var check = await CheckAsync(
            ("gate", 1, [1, 0, 0]), ("gate", 1, [1, 0.01f, 0]), ("door", 1, [1, 0.1f, 0]),
            ("gate", 2, [0, 1, 0]), ("door", 2, [0.9f, 0.2f, 0]), ("door", 2, [0.9f, 0.21f, 0]),
            ("gate", 3, [0, 0, 1]), ("gate", null, [0, 0.1f, 1]));

        // Right: person 1 from everywhere, person 2 from the gate. From the door both crops of person 2 would find each other,
        // but that is their own camera, and under the gate they find person 1.
        Assert.Equal(new CameraCheck(Probes: 6, Correct: 4), check);
    }

    private async Task<CameraCheck> CheckAsync(params (string Camera, int? Identity, float[] Vector)[] given)
    {
        await using var gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = _folder.File("gallery") }, cancellationToken: Token);
        var truth = new FootageTruth(s_start, fps: 1);
        var crops = new List<GalleryCrop>();
        foreach (var (camera, identity, vector) in given)
        {
            var crop = Crops.Crop(crops.Count, crops.Count) with { Camera = camera, CapturedAt = s_start.AddSeconds(crops.Count), Box = new PixelBox(0, 0, 64, 128) };
            if (identity is { } known)
            {
                truth.Add(camera, [$"{crops.Count + 1},{known},0,0,64,128,1,-1,-1,-1"]);
            }

            crops.Add(crop);
            await gallery.AddAsync([Crops.Entry(crop, Model, vector)], Token);
        }

        return await CameraCheck.RunAsync(new QueryService(gallery), Model, crops, truth, Token);
    }
}
