using OpenCvSharp;
using ReId.Contracts;
using ReId.Index;
using ReId.Model.Embedding;
using ReId.Search.Queries;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Queries;

public sealed class ImageQueryTests : SearchTest, IDisposable
{
    private static readonly Scalar s_red = new(30, 30, 200);
    private static readonly Scalar s_green = new(30, 180, 30);
    private static readonly Scalar s_blue = new(200, 60, 30);
    private static readonly Scalar s_grey = new(120, 120, 120);

    private readonly Embedder _embedder = Embedder.Open(new EmbedderOptions { Weights = "colour", Threads = 1 });

    void IDisposable.Dispose()
    {
        _embedder.Dispose();
        Dispose();
    }

    [Fact]
    public async Task A_larger_picture_of_the_same_clothes_finds_their_crop_first()
    {
        await using var gallery = await GalleryWithAsync(
            Stored(1, s_red, s_grey), Stored(2, s_green, s_grey), Stored(3, s_blue, s_grey));

        var hits = await SearchAsync(gallery, Entries.Person(s_green, s_grey, width: 100, height: 210));

        Assert.Equal(Entries.Crop(2), hits[0].Crop.CropId);
        Assert.True(hits[0].Score > hits[1].Score);
        Assert.InRange(hits[0].Score, 0.95f, 1);
    }

    [Fact]
    public async Task The_embedders_model_is_searched_whatever_the_options_say()
    {
        await using var gallery = await GalleryWithAsync(Stored(1, s_red, s_grey), Entries.Entry(2, [1, 0], model: "model-b"));

        var hits = await SearchAsync(gallery, Entries.Person(s_red, s_grey));

        Assert.Equal(Entries.Crop(1), Assert.Single(hits).Crop.CropId);
    }

    [Fact]
    public async Task A_gallery_of_another_model_is_refused()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]));

        var error = await Assert.ThrowsAsync<ReIdException>(() => SearchAsync(gallery, Entries.Person(s_red, s_grey)));

        Assert.Contains(Entries.Model, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_does_not_decode_is_refused()
    {
        await using var gallery = await GalleryWithAsync(Stored(1, s_red, s_grey));

        var error = await Assert.ThrowsAsync<ReIdException>(() => SearchAsync(gallery, "not a picture"u8.ToArray()));

        Assert.StartsWith("The query image ", error.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<SearchHit>> SearchAsync(Gallery gallery, byte[] picture) =>
        new QueryService(gallery).ByImageAsync(picture, _embedder, new SearchOptions { ModelId = "ignored" }, Token);

    private GalleryEntry Stored(int crop, Scalar top, Scalar trousers)
    {
        var picture = Entries.Person(top, trousers);
        var vector = _embedder.Embed([picture], cancellationToken: Token).Vector(0).ToArray();
        return Entries.Entry(crop, vector, tracklet: crop, model: _embedder.Model.Id, picture: picture);
    }
}
