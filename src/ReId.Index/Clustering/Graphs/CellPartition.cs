using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>The rows divided among cells of k-means, and the cells nearest to each.</summary>
internal sealed class CellPartition
{
    private CellPartition(int[][] cells, int[][] near) => (Cells, Near) = (cells, near);

    /// <summary>Rows of each cell, ascending.</summary>
    public int[][] Cells { get; }

    /// <summary>For each cell the cells to search, itself first.</summary>
    public int[][] Near { get; }

    /// <summary>All rows in one cell: everything is compared with everything.</summary>
    public static CellPartition Single(int count) => new([[.. Enumerable.Range(0, count)]], [[0]]);

    /// <summary>Cells from an assignment, e.g. one that was kept by an interrupted run.</summary>
    public static CellPartition Of(int[] assignments, float[] centroids, int dimension, int probes)
    {
        var count = centroids.Length / dimension;
        var cells = new List<int>[count];
        for (var cell = 0; cell < count; cell++)
        {
            cells[cell] = [];
        }

        for (var row = 0; row < assignments.Length; row++)
        {
            cells[assignments[row]].Add(row);
        }

        return new CellPartition([.. cells.Select(cell => cell.ToArray())], NearOf(centroids, dimension, probes));
    }

    private static int[][] NearOf(float[] centroids, int dimension, int count)
    {
        var cells = centroids.Length / dimension;
        var wanted = Math.Min(count + 1, cells);
        var (distances, places) = (new float[cells * wanted], new long[cells * wanted]);
        FaissNearest.Search(centroids, centroids, dimension, wanted, distances, places);

        // Equal centroids may push a cell out of its own list.
        return [.. Enumerable.Range(0, cells).Select(cell => (int[])
            [cell, .. places.Skip(cell * wanted).Take(wanted).Select(id => (int)id).Where(id => id != cell).Take(count - 1)])];
    }
}
