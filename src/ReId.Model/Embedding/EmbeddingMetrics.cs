using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReId.Model.Embedding;

/// <summary>What embedding reports to whoever listens (OpenTelemetry, the demo's table of timings).</summary>
internal static class EmbeddingMetrics
{
    private static readonly Meter s_meter = new("ReId.Model");

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "reid.embed.duration", "s", "Time to decode, resize and embed one call's pictures, waiting for its turn excluded.");

    private static readonly Histogram<long> s_pictures = s_meter.CreateHistogram<long>(
        "reid.embed.batch", "{picture}", "Pictures of one call: how well batches fill.");

    public static void Batch(int pictures) => s_pictures.Record(pictures);

    public static void Embedded(long startTimestamp) => s_duration.Record(Stopwatch.GetElapsedTime(startTimestamp).TotalSeconds);
}
