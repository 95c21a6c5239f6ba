namespace ReId.Index.Segments.Kinds;

/// <summary>How many lists an inverted file has, what they are trained with, and how many are worth looking into.</summary>
internal static class IvfLists
{
    private const int RowsForEach = 40; // FAISS asks for 39.

    /// <summary>Twice the square root: finding lists and looking into them then cost about the same.</summary>
    public static int For(int count) => Math.Max(1, (int)(2 * Math.Sqrt(count)));

    // At least what 256 centroids of a product quantizer want.
    public static int TrainingRows(int count) => Math.Max(RowsForEach * For(count), RowsForEach * 256);

    /// <summary>1, 2, 4, … up to a share of the lists.</summary>
    public static IEnumerable<int> Probes(int count, int share)
    {
        for (var probe = 1; probe <= For(count) / share; probe *= 2)
        {
            yield return probe;
        }
    }
}
