using System.Globalization;
using ReId.Ingest.Pipeline;

namespace ReId.Cli.Output;

/// <summary>What an ingestion did, in one line, with its warnings below.</summary>
internal static class IngestSummary
{
    public static void Print(IngestReport report)
    {
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Camera}: {report.Frames} frames, {report.Detections} people, {report.Tracklets} tracklets, "
            + $"{report.Crops} crops in {report.Timings.Total.TotalSeconds:0.0} s")
            + Extra(report));
        foreach (var warning in report.Warnings)
        {
            Terminal.Line($"  warning: {warning}");
        }
    }

    private static string Extra(IngestReport report)
    {
        string[] parts =
        [
            .. report.Still > 0 ? [$"{report.Still} frames without motion"] : Array.Empty<string>(),
            .. report.Dropped > 0 ? [$"{report.Dropped} frames dropped"] : Array.Empty<string>(),
            .. report.Reconnects > 0 ? [$"opened again {report.Reconnects} times"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
