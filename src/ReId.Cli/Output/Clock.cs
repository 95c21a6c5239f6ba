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

    // Listed, because a guessing parser takes 1.5 for a day in January and 11/12/2026 for one in November.
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads an ISO 8601 time, with a T or a space, to the day or finer; one without an offset is UTC.</summary>
    public static DateTimeOffset Parse(string option, string text) =>
        DateTimeOffset.TryParseExact(
            text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"{option} '{text}' is not a time: write it as 2026-11-22T14:05:00Z.");
}
