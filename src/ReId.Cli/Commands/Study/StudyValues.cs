using System.Globalization;

namespace ReId.Cli.Commands.Study;

/// <summary>Reads times, seeds and sizes from the command line.</summary>
internal static class StudyValues
{
    /// <summary>A time such as <c>90s</c>, <c>30m</c>, <c>2h</c>.</summary>
    public static TimeSpan Time(string option, string text)
    {
        var unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : ' ';
        double? seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        return seconds is { } one
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number * one <= TimeSpan.FromDays(365).TotalSeconds
                ? TimeSpan.FromSeconds(number * one)
                : throw new UsageException($"{option} '{text}' is no time: write a number with s, m or h, for example 30m.");
    }

    /// <summary>Different whole numbers with commas between.</summary>
    public static IReadOnlyList<int> Seeds(string option, string text)
    {
        var seeds = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) || seed < 1 || seeds.Contains(seed))
            {
                throw new UsageException($"{option} '{text}' must be different whole numbers of at least 1 with commas between, for example 1,2,3.");
            }

            seeds.Add(seed);
        }

        return seeds;
    }

    /// <summary>A size such as <c>128x64</c>.</summary>
    public static (int Height, int Width) Size(string option, string text)
    {
        const int Least = 32;
        const int Most = 2048;
        return text.Split('x', 'X') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height is >= Least and <= Most
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= Least and <= Most
                ? (height, width)
                : throw new UsageException($"{option} '{text}' is no size: write HEIGHTxWIDTH with {Least} to {Most} pixels each, for example 128x64.");
    }
}
