using ReId.Contracts;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>Which boxes a crop may have; the other rules are in <see cref="AddTests"/>.</summary>
public sealed class EntryValidatorTests : GalleryTest
{
    [Theory]
    [InlineData(0, 0, -1, 90)]
    [InlineData(0, 0, 40, -1)]
    [InlineData(10, 10, int.MinValue, int.MinValue)]
    [InlineData(1, 0, int.MaxValue, 90)]
    [InlineData(0, int.MaxValue, 40, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)]
    public async Task A_box_of_negative_or_endless_size_is_refused(int x, int y, int width, int height)
    {
        await using var gallery = await OpenAsync();
        var good = Sample.Entry();

        var result = await gallery.AddAsync([WithBox(x, y, width, height), good], Token);

        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(0, rejected.Position);
        Assert.Equal("The box has a negative size, or ends where no picture does.", rejected.Reason);
        Assert.Equal(1, result.Added);
        Assert.Null(await gallery.FindCropAsync(rejected.CropId, Token));
        Assert.NotNull(await gallery.FindCropAsync(good.Crop.CropId, Token));
        Assert.Single(System.IO.Directory.GetFiles(File("blobs"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(-20, -30, 40, 90)]
    [InlineData(5, 5, 0, 0)]
    [InlineData(int.MinValue, int.MinValue, int.MaxValue, int.MaxValue)]
    [InlineData(1, 2, int.MaxValue - 1, int.MaxValue - 2)]
    public async Task A_box_that_ends_in_numbers_is_kept_as_it_is(int x, int y, int width, int height)
    {
        await using var gallery = await OpenAsync();
        var entry = WithBox(x, y, width, height);

        var result = await gallery.AddAsync([entry], Token);

        Assert.Empty(result.Rejected);
        Assert.Equal(new PixelBox(x, y, width, height), (await gallery.FindCropAsync(entry.Crop.CropId, Token))!.Box);
    }

    private GalleryEntry WithBox(int x, int y, int width, int height)
    {
        var entry = Sample.Entry();
        return entry with { Crop = entry.Crop with { Box = new PixelBox(x, y, width, height) } };
    }
}
