using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class IngestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _pictures;

    public IngestCommandTests() => _pictures = Pictures.Folder(
        _folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_summary_counts_what_was_indexed()
    {
        var result = (await IngestAsync(_pictures, "--detector", "none")).Succeeded();

        Assert.Contains("yard: 2 frames, 2 people, 2 tracklets, 2 crops", result.Out, StringComparison.Ordinal);
        Assert.Matches("2 crops of 2 tracklets, model osnet_ain_x0_25-[0-9a-f]+-colour-1", result.Out);
    }

    [Fact]
    public async Task A_picture_that_does_not_decode_is_a_warning()
    {
        await File.WriteAllTextAsync(_folder.File("yard", "notes.jpg"), "no picture", TestContext.Current.CancellationToken);

        var result = (await IngestAsync(_pictures, "--detector", "none")).Succeeded();

        Assert.Contains("2 crops", result.Out, StringComparison.Ordinal);
        Assert.Contains("notes.jpg", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_camera_name_for_two_sources_is_wrong_usage() =>
        (await IngestAsync(_pictures, _pictures, "--camera", "north")).IsWrongUsage("--camera", "several sources");

    [Fact]
    public async Task A_start_that_is_no_time_is_wrong_usage() =>
        (await IngestAsync(_pictures, "--start", "noon")).IsWrongUsage("--start 'noon' is not a time");

    [Fact]
    public async Task A_missing_source_is_named_before_anything_is_made()
    {
        (await IngestAsync(_pictures, _folder.File("missing.mp4"))).IsFailure("missing.mp4", "does not exist");

        Assert.False(Directory.Exists(_folder.File("gallery")));
    }

    [Fact]
    public async Task An_unknown_detector_is_told_what_there_is() =>
        (await IngestAsync(_pictures, "--detector", "magic")).IsWrongUsage("'magic'", "hog", "none");

    [Fact]
    public async Task Missing_weights_are_named() =>
        (await IngestAsync(_pictures, "--weights", _folder.File("lost.safetensors"))).IsFailure("lost.safetensors");

    [Fact]
    public async Task A_folder_with_other_things_is_not_taken_for_a_gallery() =>
        (await Reid.RunAsync("ingest", _pictures, "--data", _pictures, "--detector", "none")).IsFailure(_pictures, "no gallery");

    [Fact]
    public async Task A_rate_of_zero_is_refused() =>
        (await IngestAsync(_pictures, "--fps", "0")).IsWrongUsage("--fps", "above 0", "not 0");

    private Task<ReidResult> IngestAsync(params string[] args) =>
        Reid.RunAsync(["ingest", .. args, "--data", _folder.File("gallery")]);
}
