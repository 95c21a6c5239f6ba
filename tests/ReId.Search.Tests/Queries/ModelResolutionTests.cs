using ReId.Contracts;
using ReId.Search.Queries;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Queries;

public sealed class ModelResolutionTests : SearchTest
{
    [Fact]
    public async Task The_only_model_needs_no_name()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]));

        Assert.Equal(Entries.Model, await new QueryService(gallery).ResolveModelAsync(null, Token));
    }

    [Fact]
    public async Task A_model_asked_for_by_name_is_taken_among_several()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0]), Entries.Entry(1, [1, 0, 0], model: "model-b"));

        Assert.Equal("model-b", await new QueryService(gallery).ResolveModelAsync("model-b", Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Entries.Model)]
    public async Task An_empty_gallery_says_so(string? wanted)
    {
        await using var gallery = await GalleryWithAsync();

        var error = await Assert.ThrowsAsync<ReIdException>(() => new QueryService(gallery).ResolveModelAsync(wanted, Token));

        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_model_is_told_what_there_is()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]));

        var error = await Assert.ThrowsAsync<ReIdException>(() => new QueryService(gallery).ResolveModelAsync("model-z", Token));

        Assert.Contains("'model-z'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Entries.Model, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_models_are_listed_when_none_is_named()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0]), Entries.Entry(1, [1, 0, 0], model: "model-b"));

        var error = await Assert.ThrowsAsync<ReIdException>(() => new QueryService(gallery).ResolveModelAsync(null, Token));

        Assert.Contains("model-a, model-b", error.Message, StringComparison.Ordinal);
    }
}
