namespace ReId.Model;

/// <summary>What a message says of a name that nothing has: the nearest there is, and all there are.</summary>
internal static class KnownNames
{
    /// <summary>The end of a sentence, e.g. <c>the nearest is 'margin', and there are margin, miner, seed</c>.</summary>
    /// <param name="name">The name that nothing has.</param>
    /// <param name="known">The names there are, at least one.</param>
    public static string Hint(string name, IReadOnlyCollection<string> known) => known.Count == 1
        ? $"there is only '{known.First()}'"
        : $"the nearest is '{Nearest(name, known)}', and there are {string.Join(", ", known)}";

    // The name that the fewest insertions, deletions and replacements make of another.
    private static string Nearest(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Edits(name.ToLowerInvariant(), candidate.ToLowerInvariant()))!;

    // Levenshtein's distance, a row of the table at a time.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
