namespace ReId.Model.Evaluation.Distances;

/// <summary>How many rows of distances are computed at once.</summary>
internal static class DistanceBlocks
{
    // Distances in a block: 32 MiB, and still enough rows for a fast matrix product.
    private const int Values = 1 << 23;
    private const int LeastRows = 16;
    private const int MostRows = 512;

    /// <summary>Rows of a block.</summary>
    /// <param name="queries">Rows there are.</param>
    /// <param name="gallery">Distances of a row.</param>
    public static int Rows(int queries, int gallery) =>
        Math.Max(1, Math.Min(Math.Clamp(Values / Math.Max(gallery, 1), LeastRows, MostRows), queries));
}
