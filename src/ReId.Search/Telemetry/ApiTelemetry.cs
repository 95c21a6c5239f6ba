using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReId.Search.Telemetry;

/// <summary>What the API reports to whoever listens; docs/telemetry.md lists the names.</summary>
internal static class ApiTelemetry
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "ReId.Search";

    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_search = s_meter.CreateHistogram<double>(
        "reid.search.duration", "s", "Time to find the neighbours of a query, re-ranking excluded.");

    private static readonly Histogram<double> s_lag = s_meter.CreateHistogram<double>(
        "reid.search.lag", "s", "Time from the capture of a crop until a search finds it.");

    private static readonly Counter<long> s_hits = s_meter.CreateCounter<long>(
        "reid.watch.hits", "{hit}", "Crops that raised a watch.");

    public static ActivitySource Source { get; } = new(Name);

    public static void Searched(TimeSpan time) => s_search.Record(time.TotalSeconds);

    public static void Searchable(TimeSpan sinceCapture) => s_lag.Record(Math.Max(0, sinceCapture.TotalSeconds));

    public static void WatchRaised() => s_hits.Add(1);
}
