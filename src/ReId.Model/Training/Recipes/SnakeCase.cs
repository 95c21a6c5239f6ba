using System.Text.Json;

namespace ReId.Model.Training.Recipes;

/// <summary>Names of properties as recipes write them, and the nearest one to a misspelt name.</summary>
internal static class SnakeCase
{
    public static string Of(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    /// <summary>The name that the fewest insertions, deletions and replacements make of another.</summary>
    public static string Nearest(string name, IEnumerable<string> known) =>
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
