namespace ReId.Cli.Commands.Losses;

/// <summary>What <c>reid losses check --name</c> is asked.</summary>
internal sealed record LossesEvaluationRequest(
    string Name,
    IReadOnlyDictionary<string, string> Settings,
    FileInfo Embeddings,
    FileInfo Labels,
    FileInfo? Parameters,
    FileInfo? Gradient,
    int Seed,
    bool Json)
{
    public static Dictionary<string, string> ParseSettings(IEnumerable<string> texts)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw new UsageException($"--set '{text}' must be OPTION=VALUE, e.g. margin=0.3.");
            }

            settings[parts[0]] = parts[1];
        }

        return settings;
    }
}
