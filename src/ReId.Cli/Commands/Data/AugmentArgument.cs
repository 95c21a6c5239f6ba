namespace ReId.Cli.Commands.Data;

/// <summary>Reads <c>random_erasing:probability=1,aspect=2</c>: an augmentation's name and its options.</summary>
internal static class AugmentArgument
{
    /// <exception cref="UsageException">It is not written so.</exception>
    public static (string Name, IReadOnlyDictionary<string, string> Settings) Parse(string text)
    {
        var parts = text.Split(':', 2);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in parts.Length == 1 ? [] : parts[1].Split(','))
        {
            var pair = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair is not [{ Length: > 0 }, { Length: > 0 }] || !settings.TryAdd(pair[0], pair[1]))
            {
                throw new UsageException($"--augment '{text}' must be NAME or NAME:OPTION=VALUE,OPTION=VALUE, each option once.");
            }
        }

        return (parts[0].Trim(), settings);
    }
}
