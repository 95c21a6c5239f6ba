using Microsoft.Extensions.DependencyInjection;
using ReId.Ingest.Detection;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;

namespace ReId.Ingest.Tests.Pipeline;

/// <summary>The pipeline over real footage with a detector that finds what the test says.</summary>
internal static class ScriptedRun
{
    public static async Task<IngestReport> RunAsync(
        string video, double? fps, Func<int, IReadOnlyList<PersonDetection>> script, CollectingPublisher published)
    {
        using var source = FrameSources.Open(video, new FrameSourceOptions { Fps = fps });
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ICropPublisher>(published)
            .AddReIdIngest()
            .AddPersonDetector("scripted", _ => new ScriptedDetector(script))
            .BuildServiceProvider();
        return await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, new IngestOptions { Detector = "scripted" }, null, TestContext.Current.CancellationToken);
    }
}
