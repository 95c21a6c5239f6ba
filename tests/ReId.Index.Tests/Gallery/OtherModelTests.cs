using ReId.Contracts;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>Vectors of another model for crops that are there.</summary>
public class OtherModelTests : GalleryTest
{
    private const string Next = "next-model";

    [Fact]
    public async Task Crops_get_vectors_of_another_model_and_lack_them_no_more()
    {
        await using var gallery = await OpenAsync();
        var entries = Enumerable.Range(0, 5).Select(minute => Sample.Entry("north", minutes: minute)).ToList();
        await gallery.AddAsync(entries, Token);
        var ids = entries.Select(entry => entry.Crop.CropId).Order().ToList();

        Assert.Equal(ids, await gallery.MissingAsync(Next, Guid.Empty, 10, Token));
        Assert.Equal(ids[2..4], await gallery.MissingAsync(Next, ids[1], 2, Token));
        Assert.Equal(2, await gallery.AddVectorsAsync(Next, Vectors(ids[0], ids[3]), Token));
        Assert.Equal([ids[1], ids[2], ids[4]], await gallery.MissingAsync(Next, Guid.Empty, 10, Token));
        Assert.Equal(1, await gallery.AddVectorsAsync(Next, Vectors(ids[3], ids[1]), Token));
        Assert.Empty(await gallery.MissingAsync(Sample.Model, Guid.Empty, 10, Token));

        var wanted = await gallery.FindVectorAsync(ids[3], Next, Token);
        var hits = await gallery.SearchAsync(wanted!, new SearchOptions { ModelId = Next }, Token);
        Assert.Equal(ids[3], hits[0].Crop.CropId);
        Assert.Equal(3, hits.Count);
    }

    [Fact]
    public async Task They_are_there_after_a_restart()
    {
        var entry = Sample.Entry();
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync([entry], Token);
            await gallery.AddVectorsAsync(Next, Vectors(entry.Crop.CropId), Token);
        }

        await using var again = await OpenAsync();
        Assert.Empty(await again.MissingAsync(Next, Guid.Empty, 10, Token));
        Assert.NotNull(await again.FindVectorAsync(entry.Crop.CropId, Next, Token));
    }

    [Fact]
    public async Task A_crop_that_was_removed_meanwhile_does_not_come_back()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);
        await gallery.RemoveAsync([entry.Crop.CropId], Token);

        Assert.Equal(0, await gallery.AddVectorsAsync(Next, Vectors(entry.Crop.CropId), Token));

        Assert.Null(await gallery.FindCropAsync(entry.Crop.CropId, Token));
        Assert.Null(await gallery.FindVectorAsync(entry.Crop.CropId, Next, Token));
    }

    [Fact]
    public async Task A_vector_of_another_length_is_refused()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);

        var wrong = new Dictionary<Guid, ReadOnlyMemory<float>> { [entry.Crop.CropId] = new float[] { 1, 2 } };
        var refused = await Assert.ThrowsAsync<ReIdException>(() => gallery.AddVectorsAsync(Sample.Model, wrong, Token));

        Assert.Contains("has 2 components", refused.Message, StringComparison.Ordinal);
    }

    private Dictionary<Guid, ReadOnlyMemory<float>> Vectors(params Guid[] crops) =>
        crops.ToDictionary(crop => crop, _ => (ReadOnlyMemory<float>)Sample.Vector());
}
