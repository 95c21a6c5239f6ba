using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public class AddTests : GalleryTest
{
    [Fact]
    public async Task What_was_added_can_be_found_read_and_searched()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry("north", minutes: 3);

        var result = await gallery.AddAsync([entry], Token);

        Assert.Equal((1, 0, 0), (result.Added, result.Duplicates, result.Rejected.Count));
        var crop = await gallery.FindCropAsync(entry.Crop.CropId, Token);
        Assert.NotNull(crop);
        Assert.Equal(entry.Crop.TrackletId, crop.TrackletId);
        Assert.Equal("north", crop.Camera);
        Assert.Equal(entry.Crop.CapturedAt, crop.CapturedAt);
        Assert.Equal(TimeSpan.Zero, crop.CapturedAt.Offset);
        Assert.Equal(entry.Crop.Box, crop.Box);
        Assert.Equal(entry.Crop.Quality, crop.Quality);
        Assert.Equal((40, 90), (crop.Width, crop.Height));
        Assert.EndsWith(".jpg", crop.BlobKey, StringComparison.Ordinal);
        Assert.Equal(entry.Crop.Image.Data, await gallery.ReadImageAsync(entry.Crop.CropId, Token));
        var hit = Assert.Single(await gallery.SearchAsync(
            entry.Vector, new SearchOptions { ModelId = Sample.Model }, Token));
        Assert.Equal(crop, hit.Crop);
        Assert.Equal(1f, hit.Score, 1e-6);
    }

    [Fact]
    public async Task Adding_the_same_crop_and_model_again_changes_nothing()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);

        var again = await gallery.AddAsync([entry, entry with { Vector = Sample.Vector() }], Token);

        Assert.Equal((0, 2), (again.Added, again.Duplicates));
        Assert.Equal(1, (await gallery.StatsAsync(Token)).Crops);
        Assert.Single(await gallery.SearchAsync(entry.Vector, new SearchOptions { ModelId = Sample.Model }, Token));
    }

    [Fact]
    public async Task The_same_crop_twice_in_one_call_is_stored_once()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();

        var result = await gallery.AddAsync([entry, entry], Token);

        Assert.Equal((1, 1), (result.Added, result.Duplicates));
    }

    [Fact]
    public async Task A_crop_may_have_vectors_of_several_models_that_never_mix()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        var other = entry with { ModelId = "model-b", Vector = Sample.Vector(8) };

        var together = await gallery.AddAsync([entry, other], Token);
        var third = await gallery.AddAsync([entry with { ModelId = "model-c" }], Token);

        Assert.Equal((2, 1), (together.Added, third.Added));
        var stats = await gallery.StatsAsync(Token);
        Assert.Equal(1, stats.Crops);
        Assert.Equal(["model-a", "model-b", "model-c"], stats.Models.Keys.Order());
        Assert.Equal(new GalleryModelStats(8, 1, 1), stats.Models["model-b"]);
        Assert.Single(await gallery.SearchAsync(other.Vector, new SearchOptions { ModelId = "model-b" }, Token));
    }

    [Fact]
    public async Task Times_are_kept_as_UTC_whatever_their_offset()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        var local = new DateTimeOffset(2026, 7, 1, 10, 0, 0, 123, 456, TimeSpan.FromHours(2));
        await gallery.AddAsync([entry with { Crop = entry.Crop with { CapturedAt = local } }], Token);

        var crop = await gallery.FindCropAsync(entry.Crop.CropId, Token);

        Assert.Equal(local, crop!.CapturedAt);
        Assert.Equal(TimeSpan.Zero, crop.CapturedAt.Offset);
    }

    [Fact]
    public async Task Entries_that_can_never_be_stored_are_named_and_the_others_stored()
    {
        await using var gallery = await OpenAsync();
        var good = Sample.Entry();
        await gallery.AddAsync([good], Token);
        var notANumber = Sample.Vector();
        notANumber[5] = float.NaN;
        var infinite = Sample.Vector();
        infinite[0] = float.PositiveInfinity;
        var crop = Sample.Entry().Crop;
        GalleryEntry Bad(ReId.Contracts.Messages.CropCaptured bad) => Sample.Entry() with { Crop = bad };

        GalleryEntry[] entries =
        [
            Sample.Entry(vector: notANumber),
            Sample.Entry(vector: infinite),
            Sample.Entry(vector: new float[Sample.Dimension]),
            Sample.Entry(vector: Sample.Vector(Sample.Dimension + 1)),
            Sample.Entry(vector: []),
            Bad(crop with { Quality = float.NaN }),
            Bad(crop with { Camera = "" }),
            Bad(crop with { CropId = Guid.Empty }),
            Bad(crop with { Image = crop.Image with { Data = null } }),
            Bad(crop with { Image = crop.Image with { Data = null, BlobKey = "../../etc/passwd" } }),
            Sample.Entry(),
        ];
        var result = await gallery.AddAsync(entries, Token);

        Assert.Equal(1, result.Added);
        Assert.Equal(Enumerable.Range(0, 10), result.Rejected.Select(entry => entry.Position));
        Assert.Equal(
            [
                "The vector is useless: component 5 is not a number.",
                "The vector is useless: component 0 is infinite.",
                "The vector is useless: all components are zero, so it has no direction.",
                "The vector has 25 components, but vectors of model model-a have 24.",
                "The vector has 0 components, but vectors of model model-a have 24.",
                "The quality is NaN; it should be between 0 and 1.",
                "The camera's name is empty.",
                "The crop id is all zeros; it should be a UUIDv7.",
                "The crop has neither a picture nor a blob key.",
                "The blob key '../../etc/passwd' is absolute, or has a part that is empty or begins with a dot.",
            ],
            result.Rejected.Select(entry => entry.Reason));
        Assert.Equal(2, (await gallery.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task Removed_crops_are_gone_from_everywhere()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(20);
        await gallery.AddAsync(entries, Token);
        var gone = entries[7];
        var key = (await gallery.FindCropAsync(gone.Crop.CropId, Token))!.BlobKey;

        Assert.Equal(1, await gallery.RemoveAsync([gone.Crop.CropId, Sample.NewId()], Token));

        Assert.Null(await gallery.FindCropAsync(gone.Crop.CropId, Token));
        Assert.Null(await gallery.FindVectorAsync(gone.Crop.CropId, Sample.Model, Token));
        Assert.Null(await gallery.ReadImageAsync(gone.Crop.CropId, Token));
        Assert.False(System.IO.File.Exists(File("blobs", key)));
        var hits = await gallery.SearchAsync(gone.Vector, new SearchOptions { ModelId = Sample.Model, K = 20 }, Token);
        Assert.Equal(19, hits.Count);
        Assert.DoesNotContain(hits, hit => hit.Crop.CropId == gone.Crop.CropId);
        Assert.Equal(1, (await gallery.AddAsync([gone], Token)).Added);
    }

    [Fact]
    public async Task A_closed_gallery_says_so()
    {
        var gallery = await OpenAsync();
        await gallery.DisposeAsync();
        await gallery.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => gallery.AddAsync([Sample.Entry()], Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => gallery.StatsAsync(Token));
    }

    [Fact]
    public async Task More_ids_than_a_statement_takes_parameters_are_no_problem()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);

        var removed = await gallery.RemoveAsync(
            [.. Enumerable.Range(0, 40_000).Select(_ => Sample.NewId()), entry.Crop.CropId], Token);

        Assert.Equal(1, removed);
    }
}
