using System.Globalization;
using ReId.Ingest.Pipeline;
using Spectre.Console;

namespace ReId.Cli.Output;

/// <summary>What an ingestion did, in one line, with its warnings below.</summary>
internal static class IngestSummary
{
    public static void Print(IngestReport report)
    {
        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Camera}: {report.Frames} frames, {report.Detections} people, {report.Tracklets} tracklets, "
            + $"{report.Crops} crops in {report.Timings.Total.TotalSeconds:0.0} s"));
        foreach (var warning in report.Warnings)
        {
            Terminal.Out.WriteLine($"  warning: {warning}");
        }
    }
}
