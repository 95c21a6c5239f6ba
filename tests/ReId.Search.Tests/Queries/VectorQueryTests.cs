using ReId.Contracts;
using ReId.Index;
using ReId.Search.Queries;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Queries;

public sealed class VectorQueryTests : SearchTest
{
    private static readonly SearchOptions s_all = new() { ModelId = Entries.Model };

    [Fact]
    public async Task Crops_come_in_the_order_of_their_cosine()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [0, 1]), Entries.Entry(2, [3, 4]), Entries.Entry(3, [5, 0]));

        var hits = await new QueryService(gallery).ByVectorAsync(new float[] { 2, 0 }, s_all, Token);

        Assert.Equal([Entries.Crop(3), Entries.Crop(2), Entries.Crop(1)], hits.Select(hit => hit.Crop.CropId));
        Assert.Equal([1, 0.6, 0], hits.Select(hit => Math.Round(hit.Score, 3)));
    }

    [Fact]
    public async Task A_vector_of_another_dimension_is_refused()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [0, 1]));

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => new QueryService(gallery).ByVectorAsync(new float[] { 1, 0, 0 }, s_all, Token));

        Assert.Contains("3 components", error.Message, StringComparison.Ordinal);
    }
}
