using System.Globalization;
using System.Runtime.InteropServices;

namespace ReId.Model.Studies.Reporting;

/// <summary>The machine that times are of.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ProcessorKey = "model name";

    /// <summary>Processor and cores, e.g. <c>AMD EPYC 9B14, 2 cores</c>.</summary>
    public static string Describe(string device) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores{(device == "cpu" ? "" : $", {device}")}");

    private static string Processor()
    {
        try
        {
            var line = File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(ProcessorKey, StringComparison.Ordinal));
            return line?.Split(':', 2) is [_, var name] ? name.Trim() : RuntimeInformation.ProcessArchitecture.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
