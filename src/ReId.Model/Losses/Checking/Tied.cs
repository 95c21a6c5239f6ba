namespace ReId.Model.Losses.Checking;

/// <summary>
/// Rows of a gradient that belong to identical samples: how a maximum or minimum shares its gradient between them is a
/// convention, so only their sum is compared.
/// </summary>
internal static class Tied
{
    /// <summary>Puts the sum of each group into its first row and 0 into its others.</summary>
    /// <param name="matrix">Rows × columns, row by row.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="groups">Rows that belong together.</param>
    public static double[] Merge(double[] matrix, int columns, IReadOnlyList<int[]> groups)
    {
        double[] merged = [.. matrix];
        foreach (var group in groups)
        {
            foreach (var row in group.Skip(1))
            {
                for (var column = 0; column < columns; column++)
                {
                    merged[(group[0] * columns) + column] += merged[(row * columns) + column];
                    merged[(row * columns) + column] = 0;
                }
            }
        }

        return merged;
    }
}
