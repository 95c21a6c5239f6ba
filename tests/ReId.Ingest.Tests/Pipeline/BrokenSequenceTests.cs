using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;

namespace ReId.Ingest.Tests.Pipeline;

/// <summary>What was seen is published, whatever becomes of the source; where nothing moves, nobody is looked for.</summary>
public sealed class BrokenSequenceTests
{
    private readonly CollectingPublisher _published = new();
    private int _searched;

    [Fact]
    public async Task A_change_of_the_pictures_size_ends_the_tracklets_and_loses_nothing()
    {
        using var source = new MadeSource(40, i => Scene(i < 20 ? 64 : 128));

        var report = await RunAsync(source);

        Assert.Equal((40, 2), ((int)report.Frames, report.Tracklets));
        Assert.Equal(2, _published.Crops.Select(crop => crop.TrackletId).Distinct().Count());
        Assert.Equal("made changed from 64×48 to 128×48 at frame 20: people are followed anew from there.", Assert.Single(report.Warnings));
    }

    [Fact]
    public async Task A_source_that_breaks_gives_what_came_before()
    {
        using var source = new MadeSource(20, _ => Scene(64), "The camera made was given up.");

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(source));

        Assert.Equal("The camera made was given up.", error.Message);
        Assert.NotEmpty(_published.Crops);
    }

    [Fact]
    public async Task Nobody_is_looked_for_where_nothing_moves()
    {
        using var source = new MadeSource(200, _ => Scene(64));

        var report = await RunAsync(source, gate: true, people: false);

        Assert.Equal(200, report.Frames);
        Assert.Equal(report.Frames - _searched, report.Still);
        Assert.InRange(_searched, 1, 80);
    }

    [Fact]
    public async Task Somebody_who_is_followed_stays_followed_behind_the_gate_although_nothing_moves()
    {
        using var source = new MadeSource(200, _ => Scene(64));

        var report = await RunAsync(source, gate: true);

        Assert.Equal((0, 1), ((int)report.Still, report.Tracklets));
    }

    private async Task<IngestReport> RunAsync(IFrameSource source, bool gate = false, bool people = true)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ICropPublisher>(_published)
            .AddReIdIngest()
            .AddPersonDetector("scripted", _ => new ScriptedDetector(_ =>
            {
                _searched++;
                return people ? [ScriptedDetector.Person(20)] : [];
            }))
            .BuildServiceProvider();
        return await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, new IngestOptions { Detector = "scripted", MotionGate = gate }, null, TestContext.Current.CancellationToken);
    }

    private static Mat Scene(int width) => new(48, width, MatType.CV_8UC3, Scalar.All(100));
}
