using System.Runtime.InteropServices;

namespace ReId.Index.Clustering.Scores;

/// <summary>How many rows each identity has in each cluster.</summary>
internal sealed class Contingency
{
    private readonly double _rows;

    private Contingency(double rows, int[] identities, int[] clusters, (int Identity, int Cluster, int Count)[] cells) =>
        (_rows, Identities, Clusters, Cells) = (rows, identities, clusters, cells);

    /// <summary>Rows of each identity.</summary>
    public int[] Identities { get; }

    /// <summary>Rows of each cluster.</summary>
    public int[] Clusters { get; }

    /// <summary>The counts above 0.</summary>
    public (int Identity, int Cluster, int Count)[] Cells { get; }

    public static Contingency Of(ReadOnlySpan<int> identities, ReadOnlySpan<int> clusters)
    {
        var (first, second) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var (rows, columns) = (new List<int>(), new List<int>());
        var cells = new Dictionary<(int, int), int>();
        for (var i = 0; i < identities.Length; i++)
        {
            var cell = (Count(first, rows, identities[i]), Count(second, columns, clusters[i]));
            CollectionsMarshal.GetValueRefOrAddDefault(cells, cell, out _)++;
        }

        return new Contingency(identities.Length, [.. rows], [.. columns], [.. cells.Select(cell => (cell.Key.Item1, cell.Key.Item2, cell.Value))]);
    }

    /// <summary>Mutual information and the two entropies, in nats.</summary>
    public (double Mutual, double Identities, double Clusters) Entropies()
    {
        var mutual = Cells.Sum(cell =>
            cell.Count / _rows * (Math.Log(cell.Count) + Math.Log(_rows) - Math.Log(Identities[cell.Identity]) - Math.Log(Clusters[cell.Cluster])));

        // Independent labels leave rounding behind, which may be below 0.
        return (mutual < 1e-14 ? 0 : mutual, Entropy(Identities), Entropy(Clusters));
    }

    private double Entropy(int[] counts) => counts.Length == 1 ? 0 : -counts.Sum(count => count / _rows * Math.Log(count / _rows));

    private static int Count(Dictionary<int, int> numbers, List<int> counts, int label)
    {
        if (!numbers.TryGetValue(label, out var number))
        {
            numbers.Add(label, number = counts.Count);
            counts.Add(0);
        }

        counts[number]++;
        return number;
    }
}
