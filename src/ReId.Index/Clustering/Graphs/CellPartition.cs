namespace ReId.Index.Clustering.Graphs;

/// <summary>The rows divided among cells of k-means, and the rows that search each.</summary>
internal sealed class CellPartition
{
    private CellPartition(int[][] members, int[][] visitors) => (Members, Visitors) = (members, visitors);

    /// <summary>Rows of each cell, ascending.</summary>
    public int[][] Members { get; }

    /// <summary>For each cell the rows of others that search it too, ascending.</summary>
    public int[][] Visitors { get; }

    /// <summary>Turns the cells of each row into the rows of each cell.</summary>
    /// <param name="nearest">For each row its nearest cells, its own first.</param>
    /// <param name="probes">How many of them a row has.</param>
    /// <param name="cells">Number of cells.</param>
    public static CellPartition Of(int[] nearest, int probes, int cells)
    {
        var (own, others) = (new int[cells], new int[cells]);
        for (var at = 0; at < nearest.Length; at++)
        {
            (at % probes == 0 ? own : others)[nearest[at]]++;
        }

        var partition = new CellPartition(Array.ConvertAll(own, count => new int[count]), Array.ConvertAll(others, count => new int[count]));
        for (var at = nearest.Length - 1; at >= 0; at--)
        {
            // Filled from the end, so that what is left of a count is the next place.
            var cell = nearest[at];
            if (at % probes == 0)
            {
                partition.Members[cell][--own[cell]] = at / probes;
            }
            else
            {
                partition.Visitors[cell][--others[cell]] = at / probes;
            }
        }

        return partition;
    }
}
