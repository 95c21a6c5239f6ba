using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReId.Index;

/// <summary>What the gallery reports to whoever listens (OpenTelemetry, the demo's table of timings).</summary>
internal static class IndexMetrics
{
    private static readonly Meter s_meter = new("ReId.Index");

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "reid.index.duration", "s", "Time to store one batch of crops durably and to make it searchable.");

    public static void Added(long startTimestamp) => s_duration.Record(Stopwatch.GetElapsedTime(startTimestamp).TotalSeconds);
}
