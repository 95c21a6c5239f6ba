using ReId.Cli.Tests.Support;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class SearchCommandErrorTests(IngestedGallery gallery) : IClassFixture<IngestedGallery>
{
    // Version 1.0, little-endian int64, shape (2,).
    private const string WholeNumbersHeader = "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--image")]
    [InlineData("--vector")]
    public async Task A_missing_file_is_named(string option) =>
        (await SearchAsync(option, gallery.NewFile("lost"))).IsFailure(option, "lost", "does not exist");

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_named() =>
        (await SearchAsync("--image", gallery.Data)).IsFailure("--image", "is a folder");

    [Fact]
    public async Task An_unknown_crop_is_named() =>
        (await SearchAsync("--crop", Guid.Empty.ToString())).IsFailure(Guid.Empty.ToString());

    [Fact]
    public async Task A_picture_that_does_not_decode_is_a_failure()
    {
        var path = gallery.NewFile("notes.jpg");
        await File.WriteAllTextAsync(path, "no picture", Token);

        (await SearchAsync("--image", path)).IsFailure(path, "picture");
    }

    [Theory]
    [InlineData("--from")]
    [InlineData("--to")]
    public async Task A_bound_that_is_no_time_is_wrong_usage(string option) =>
        (await SearchAsync("--crop", Guid.Empty.ToString(), option, "noon")).IsWrongUsage($"{option} 'noon' is not a time");

    [Fact]
    public async Task A_vector_of_another_dimension_is_a_failure() =>
        (await SearchAsync("--vector", Vector(rows: 1))).IsFailure("2 components");

    [Fact]
    public async Task Several_vectors_are_wrong_usage() =>
        (await SearchAsync("--vector", Vector(rows: 3))).IsFailure("--vector", "3×2", "one vector");

    [Fact]
    public async Task A_vector_of_whole_numbers_is_refused()
    {
        var path = gallery.NewFile("whole.npy");
        await using (var file = File.Create(path))
        {
            file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)WholeNumbersHeader.Length, 0]);
            file.Write(System.Text.Encoding.ASCII.GetBytes(WholeNumbersHeader));
            file.Write(new byte[2 * sizeof(long)]);
        }

        (await SearchAsync("--vector", path)).IsFailure("--vector", "whole numbers");
    }

    [Fact]
    public async Task Something_else_in_place_of_a_vector_is_a_failure()
    {
        var path = gallery.NewFile("notes.npy");
        await File.WriteAllTextAsync(path, "no vector", Token);

        (await SearchAsync("--vector", path)).IsFailure(path, "no .npy file");
    }

    [Fact]
    public async Task Of_several_models_the_weights_name_one()
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("gallery");
        var pictures = Pictures.Folder(
            folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
        (await Reid.RunAsync("ingest", pictures, "--data", data, "--detector", "none")).Succeeded();
        var crop = await AddOtherModelAsync(data);

        (await Reid.RunAsync("search", "--data", data, "--crop", crop)).IsFailure("several models", "-colour-1", "other-model");
        (await Reid.RunAsync("search", "--data", data, "--crop", crop, "--weights", "synthetic+colour")).Succeeded();
    }

    private static async Task<string> AddOtherModelAsync(string data)
    {
        await using var gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = data }, cancellationToken: Token);
        var crop = await gallery.ListCropsAsync(new CropListing(), Token).FirstAsync(Token);
        var entry = new GalleryEntry
        {
            Crop = new CropCaptured
            {
                CropId = crop.CropId,
                Camera = crop.Camera,
                TrackletId = crop.TrackletId,
                CapturedAt = crop.CapturedAt,
                Box = crop.Box,
                Quality = crop.Quality,
                Image = new CropImage { BlobKey = crop.BlobKey, Width = crop.Width, Height = crop.Height },
            },
            ModelId = "other-model",
            Vector = new float[] { 1, 0 },
        };
        Assert.Equal(1, (await gallery.AddAsync([entry], Token)).Added);
        return crop.CropId.ToString();
    }

    private string Vector(int rows)
    {
        var path = gallery.NewFile("vector.npy");
        using var writer = new NpyWriter(path, 2);
        for (var i = 0; i < rows; i++)
        {
            writer.Append([1, 0]);
        }

        writer.Commit();
        return path;
    }

    private Task<ReidResult> SearchAsync(params string[] args) => Reid.RunAsync(["search", "--data", gallery.Data, .. args]);
}
