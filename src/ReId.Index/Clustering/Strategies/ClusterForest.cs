using ReId.Index.Clustering.Constraints;

namespace ReId.Index.Clustering.Strategies;

/// <summary>A dendrogram of groups, out of which the most stable clusters are taken (excess of mass).</summary>
internal sealed class ClusterForest
{
    // Copies are 0 apart: without a floor they would outweigh everything.
    private const double LeastDistance = 1e-3;

    private readonly List<(int Left, int Right, double Distance)> _nodes = [];
    private readonly List<int> _sizes = [];
    private readonly List<bool> _isRoot = [];
    private readonly int[] _top;
    private readonly int _leaves;
    private readonly double _rootDensity;

    public ClusterForest(ClusteringConstraints constraints, double eps)
    {
        _leaves = constraints.GroupCount;
        _rootDensity = Density(eps);
        _top = [.. Enumerable.Range(0, _leaves)];
        for (var group = 0; group < _leaves; group++)
        {
            _nodes.Add((-1, -1, 0));
            _sizes.Add(constraints.Members(group).Length);
            _isRoot.Add(true);
        }
    }

    /// <summary>Two sets, named by their roots, become one with the root <paramref name="kept"/>.</summary>
    public void Join(int a, int b, int kept, double distance)
    {
        var (left, right) = (_top[a], _top[b]);
        _isRoot[left] = _isRoot[right] = false;
        _top[kept] = _nodes.Count;
        _nodes.Add((left, right, distance));
        _sizes.Add(_sizes[left] + _sizes[right]);
        _isRoot.Add(true);
    }

    /// <summary>A mark for each group: equal in one cluster, −1 outside of all.</summary>
    /// <param name="least">Least size of a cluster.</param>
    public int[] Select(int least)
    {
        var clusters = new List<Candidate>();
        for (var node = 0; node < _nodes.Count; node++)
        {
            if (_isRoot[node] && _sizes[node] >= least)
            {
                clusters.Add(new Candidate(node, Parent: -1, _rootDensity));
            }
        }

        // 1. From the roots down: a cluster lives until it splits into two of the least size or vanishes.
        for (var c = 0; c < clusters.Count; c++)
        {
            Follow(c, clusters, least);
        }

        // 2. From the leaves up: parts are taken where together they are more stable than the whole.
        var best = new double[clusters.Count];
        var whole = new bool[clusters.Count];
        var parts = new double[clusters.Count];
        for (var c = clusters.Count - 1; c >= 0; c--)
        {
            whole[c] = clusters[c].Stability >= parts[c];
            best[c] = Math.Max(clusters[c].Stability, parts[c]);
            if (clusters[c].Parent is >= 0 and var parent)
            {
                parts[parent] += best[c];
            }
        }

        var marks = new int[_leaves];
        marks.AsSpan().Fill(ClusterNumbers.Noise);
        var covered = new bool[clusters.Count];
        for (var c = 0; c < clusters.Count; c++)
        {
            var above = clusters[c].Parent is >= 0 and var parent && covered[parent];
            covered[c] = above || whole[c];
            if (whole[c] && !above)
            {
                Mark(clusters[c].Node, c, marks);
            }
        }

        return marks;
    }

    private void Follow(int c, List<Candidate> clusters, int least)
    {
        var cluster = clusters[c];
        for (var node = cluster.Node; node >= _leaves;)
        {
            var (left, right, distance) = _nodes[node];
            var life = Density(distance) - cluster.Birth;
            var (smaller, larger) = _sizes[left] <= _sizes[right] ? (left, right) : (right, left);
            if (_sizes[smaller] >= least || _sizes[larger] < least)
            {
                cluster.Stability += life * _sizes[node];
                if (_sizes[smaller] >= least)
                {
                    clusters.Add(new Candidate(left, c, Density(distance)));
                    clusters.Add(new Candidate(right, c, Density(distance)));
                }

                return;
            }

            cluster.Stability += life * _sizes[smaller];
            node = larger;
        }
    }

    private void Mark(int node, int mark, int[] marks)
    {
        var open = new Stack<int>([node]);
        while (open.TryPop(out var at))
        {
            if (at < _leaves)
            {
                marks[at] = mark;
                continue;
            }

            open.Push(_nodes[at].Left);
            open.Push(_nodes[at].Right);
        }
    }

    private static double Density(double distance) => 1 / Math.Max(distance, LeastDistance);

    private sealed record Candidate(int Node, int Parent, double Birth)
    {
        public double Stability { get; set; }
    }
}
