using System.Text;
using ReId.Cli.Commands.Synth;
using ReId.Cli.Tests.Support;
using ReId.Contracts;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary><c>reid synth</c> where a file cannot be written, while several are rendered at once.</summary>
public sealed class SynthDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_crop_that_cannot_be_written_is_named_and_nothing_lies_aside()
    {
        var root = _folder.File("set");
        string[] ask = ["synth", "crops", "--out", root, "--identities", "2", "--cameras", "2", "--cameras-per-identity", "2", "--size", "64x32"];
        (await Reid.RunAsync(ask)).Succeeded();
        var crop = Directory.GetFiles(Path.Combine(root, "bounding_box_train"))[0];
        File.Delete(crop);
        Directory.CreateDirectory(crop);

        var result = await Reid.RunAsync(ask);

        result.IsFailure($"{crop} cannot be written: ");
        Assert.DoesNotContain(".part", result.Error, StringComparison.Ordinal);
        Assert.Empty(Aside(root));
    }

    [Fact]
    public async Task A_disk_that_is_full_of_crops_is_a_sentence()
    {
        var root = _folder.File("disk");
        using var disk = await SmallDisk.MountAsync(root, megabytes: 1);
        Assert.SkipWhen(disk is null, "only root can mount a small disk");

        // More files than the disk has pages.
        var result = await Reid.RunAsync(
            "synth", "crops", "--out", root, "--identities", "40", "--cameras", "4", "--cameras-per-identity", "2", "--size", "64x32");

        result.IsFailure(root, ".jpg cannot be written: the disk is full; free some space and run the same again.");
        Assert.Empty(Aside(root));
    }

    [Fact]
    public async Task A_film_that_cannot_have_its_name_is_named_and_nothing_lies_aside()
    {
        var root = _folder.File("films");
        Directory.CreateDirectory(Path.Combine(root, "camera2.avi"));

        var result = await Reid.RunAsync(
            "synth", "video", "--out", root, "--cameras", "2", "--people", "1", "--seconds", "1", "--fps", "2", "--size", "160x120");

        result.IsFailure($"{Path.Combine(root, "camera2.avi")} cannot be written: ");
        Assert.DoesNotContain(".part", result.Error, StringComparison.Ordinal);
        Assert.Empty(Aside(root));
    }

    [Fact]
    public async Task A_disk_that_is_full_of_films_is_a_sentence_and_no_half_film_stays()
    {
        var root = _folder.File("disk");
        using var disk = await SmallDisk.MountAsync(root, megabytes: 1);
        Assert.SkipWhen(disk is null, "only root can mount a small disk");

        var result = await Reid.RunAsync(
            "synth", "video", "--out", root, "--cameras", "1", "--people", "1", "--seconds", "4", "--fps", "15", "--size", "640x360");

        result.IsFailure(root, ".avi cannot be written: it breaks off, as on a full disk; free some space and run the same again.");
        Assert.Equal(["scene.json"], Directory.EnumerateFiles(root).Select(Path.GetFileName));
    }

    [Fact]
    public void The_first_failure_ends_the_others_and_is_told_alone()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "one core renders one thing after the other");
        using var failing = new ManualResetEventSlim();

        var error = Assert.Throws<ReIdException>(() => Rendering.Each((int[])[0, 1], (item, goOn) =>
        {
            if (item == 0)
            {
                failing.Wait(TestContext.Current.CancellationToken);
                throw new ReIdException("a.avi cannot be written.");
            }

            // As long work does it, which would go on for ever here.
            failing.Set();
            while (true)
            {
                goOn();
                Thread.Sleep(1);
            }
        }, TestContext.Current.CancellationToken));

        Assert.Equal("a.avi cannot be written.", error.Message);
    }

    [Theory]
    [InlineData(true, "RIFF\u0004\0\0\0AVI RIFF\u0002\0\0\0AV")]
    [InlineData(true, "RIFF\u0003\0\0\0AVI\0RIFF\u0002\0\0\0AV")]
    [InlineData(false, "RIFF\u0003\0\0\0AVI")]
    [InlineData(false, "RIFF\u0004\0\0\0AVI RIFF\u0002\0\0\0A")]
    [InlineData(false, "RIFF\u0004\0\0\0AVI RIFF")]
    [InlineData(false, "RIFF\u00ff\u00ff\u00ff\u00ffAVI ")]
    [InlineData(false, "JPEG\u0004\0\0\0AVI ")]
    [InlineData(false, "")]
    public void A_film_is_whole_when_its_chunks_end_with_the_file(bool whole, string bytes)
    {
        var path = _folder.File("film.avi");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(bytes));

        Assert.Equal(whole, AviFile.IsWhole(path));
    }

    private static IEnumerable<string> Aside(string root) => Directory.EnumerateFiles(root, "*.part*", SearchOption.AllDirectories);
}
