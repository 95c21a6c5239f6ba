using ReId.Model.Distances;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Tests.Miners;

/// <summary>A batch with its distances, and triplets as plain tuples.</summary>
internal sealed class MinedBatch : IDisposable
{
    private readonly torch.Tensor _distances;
    private readonly torch.Tensor _labels;

    public MinedBatch(long[] labels, int seed = 1, bool collapsed = false)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(seed);
        var points = torch.tensor(Enumerable.Range(0, labels.Length * 4).Select(_ => collapsed ? 0.5 : random.NextDouble()).ToArray(), [labels.Length, 4]);
        _distances = new EuclideanDistance().Matrix(points, points).DetachFromDisposeScope();
        _labels = torch.tensor(labels).DetachFromDisposeScope();
        Labels = labels;
        Values = _distances.data<double>().ToArray();
    }

    public long[] Labels { get; }

    private double[] Values { get; }

    public double this[int i, int j] => Values[(i * Labels.Length) + j];

    public IEnumerable<int> Positives(int i) => Enumerable.Range(0, Labels.Length).Where(j => j != i && Labels[j] == Labels[i]);

    public IEnumerable<int> Negatives(int i) => Enumerable.Range(0, Labels.Length).Where(j => Labels[j] != Labels[i]);

    public List<(int A, int P, int N)> All() =>
        [.. from a in Enumerable.Range(0, Labels.Length) from p in Positives(a) from n in Negatives(a) select (a, p, n)];

    public List<(int A, int P, int N)> Mine(ITripletMiner miner)
    {
        using var triplets = miner.Mine(_distances, _labels);
        var (a, p, n) = (triplets.Anchors.data<long>().ToArray(), triplets.Positives.data<long>().ToArray(), triplets.Negatives.data<long>().ToArray());
        Assert.Equal(triplets.Count, p.Length);
        return [.. a.Select((anchor, i) => ((int)anchor, (int)p[i], (int)n[i])).Order()];
    }

    public TripletCategories Count(double margin) => TripletCategories.Count(_distances, _labels, margin);

    public void Dispose()
    {
        _distances.Dispose();
        _labels.Dispose();
    }
}
