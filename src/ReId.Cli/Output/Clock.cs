using System.Globalization;

namespace ReId.Cli.Output;

/// <summary>How times are read from and shown to users: always UTC.</summary>
internal static class Clock
{
    /// <summary>2026-11-22 14:05:09.250 (UTC).</summary>
    public static string Show(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>14:05:09.2 (UTC), for tables whose rows share a day.</summary>
    public static string ShowTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("HH:mm:ss.f", CultureInfo.InvariantCulture);

    /// <summary>Reads an ISO 8601 time; one without an offset is taken as UTC.</summary>
    public static DateTimeOffset Parse(string option, string text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"{option} '{text}' is not a time: write it as 2026-11-22T14:05:00Z.");
}
