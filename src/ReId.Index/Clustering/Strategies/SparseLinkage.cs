using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// Agglomerative clustering of one component where absent pairs count as a constant: of two clusters only the sum and
/// the number of the pairs that stand in the graph are kept, so memory follows the graph and not the square.
/// </summary>
internal sealed class SparseLinkage
{
    private readonly Dictionary<int, Link>[] _links;
    private readonly double[] _sizes;
    private readonly bool[] _gone;
    private readonly int[] _kept;
    private readonly Linkage _linkage;
    private readonly double _absent;

    private SparseLinkage(DistanceGraph graph, ClusteringConstraints constraints, int[] component, Linkage linkage)
    {
        (_linkage, _absent) = (linkage, graph.Absent);
        var places = new Dictionary<int, int>(component.Length);
        for (var i = 0; i < component.Length; i++)
        {
            places.Add(component[i], i);
        }

        _links = new Dictionary<int, Link>[component.Length];
        _sizes = Array.ConvertAll(component, group => (double)constraints.Members(group).Length);
        _gone = new bool[component.Length];
        _kept = [.. Enumerable.Range(0, component.Length)];
        for (var i = 0; i < component.Length; i++)
        {
            _links[i] = [];
            foreach (var member in constraints.Members(component[i]))
            {
                var others = graph.Neighbours(member);
                var distances = graph.Distances(member);
                for (var n = 0; n < others.Length; n++)
                {
                    // A pair that is near, but not within eps, may lead out of the component.
                    if (places.TryGetValue(constraints.Groups[others[n]], out var other) && other != i)
                    {
                        _links[i][other] = _links[i].GetValueOrDefault(other).And(new Link(distances[n], distances[n], 1));
                    }
                }
            }

            foreach (var enemy in constraints.Enemies(component[i]))
            {
                if (places.TryGetValue(enemy, out var other))
                {
                    _links[i][other] = new Link(double.PositiveInfinity, double.PositiveInfinity, 1);
                }
            }
        }
    }

    /// <summary>Marks each group of the component with the lowest group of its cluster.</summary>
    public static void Cluster(
        DistanceGraph graph, ClusteringConstraints constraints, int[] component, GraphClusteringOptions options, int[] marks, CancellationToken cancellationToken)
    {
        var linkage = new SparseLinkage(graph, constraints, component, options.Linkage);
        linkage.Run(options.Eps, cancellationToken);
        for (var i = 0; i < component.Length; i++)
        {
            // Whoever is kept may be gone later, to a lower number or a higher one.
            var root = i;
            while (linkage._kept[root] != root)
            {
                root = linkage._kept[root];
            }

            marks[component[i]] = component[root];
        }
    }

    private void Run(double eps, CancellationToken cancellationToken)
    {
        var chain = new List<int>();
        for (var start = 0; start < _links.Length; start++)
        {
            // Follow the nearest until two are each other's, as often as this one has somebody to go to.
            while (!_gone[start])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (chain.Count == 0)
                {
                    chain.Add(start);
                }

                var tip = chain[^1];
                var nearest = chain.Count > 1 ? chain[^2] : -1;
                var best = nearest < 0 ? double.PositiveInfinity : Distance(tip, nearest, _links[tip][nearest]);
                foreach (var (other, link) in _links[tip])
                {
                    var distance = Distance(tip, other, link);
                    if (distance < best || (distance == best && other < nearest && chain.Count < 2))
                    {
                        (nearest, best) = (other, distance);
                    }
                }

                if (!(best < eps))
                {
                    // Only the start of a chain can have nobody: later ones have at least where they came from.
                    chain.Clear();
                    break;
                }

                if (chain.Count < 2 || nearest != chain[^2])
                {
                    chain.Add(nearest);
                    continue;
                }

                chain.RemoveRange(chain.Count - 2, 2);
                Merge(tip, nearest);
            }

            chain.Clear();
        }
    }

    private void Merge(int a, int b)
    {
        // The longer list stays where it is.
        var (kept, gone) = _links[a].Count >= _links[b].Count ? (a, b) : (b, a);
        _links[kept].Remove(gone);
        _links[gone].Remove(kept);
        foreach (var (other, link) in _links[gone])
        {
            _links[other].Remove(gone);
            _links[kept][other] = _links[other][kept] = _links[kept].GetValueOrDefault(other).And(link);
        }

        _links[gone] = [];
        _gone[gone] = true;
        _kept[gone] = kept;
        _sizes[kept] += _sizes[gone];
    }

    private double Distance(int a, int b, Link link)
    {
        var missing = (_sizes[a] * _sizes[b]) - link.Pairs;
        return _linkage == Linkage.Complete
            ? missing > 0 ? Math.Max(_absent, link.Greatest) : link.Greatest
            : double.IsPositiveInfinity(link.Sum) ? link.Sum : (link.Sum + (missing * _absent)) / (_sizes[a] * _sizes[b]);
    }

    /// <summary>The pairs of two clusters that stand in the graph.</summary>
    private readonly record struct Link(double Sum, double Greatest, double Pairs)
    {
        public Link And(Link other) => new(Sum + other.Sum, Math.Max(Greatest, other.Greatest), Pairs + other.Pairs);
    }
}
