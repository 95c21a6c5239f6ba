namespace ReId.Index.Clustering.Constraints;

/// <summary>Disjoint sets, some pairs of which must never become one.</summary>
internal sealed class GuardedUnion
{
    private readonly int[] _parent;
    private readonly int[] _size;

    // By root: members of other sets. Sparse, because nearly nobody has enemies.
    private readonly Dictionary<int, HashSet<int>> _enemies = [];

    public GuardedUnion(int count)
    {
        _parent = [.. Enumerable.Range(0, count)];
        _size = [.. Enumerable.Repeat(1, count)];
    }

    /// <summary>Sets of the groups of some constraints, with their enmities.</summary>
    public static GuardedUnion Of(ClusteringConstraints constraints)
    {
        var union = new GuardedUnion(constraints.GroupCount);
        for (var group = 0; group < constraints.GroupCount; group++)
        {
            foreach (var enemy in constraints.Enemies(group))
            {
                union.TrySeparate(group, enemy);
            }
        }

        return union;
    }

    public int Find(int node)
    {
        while (_parent[node] != node)
        {
            _parent[node] = _parent[_parent[node]];
            node = _parent[node];
        }

        return node;
    }

    public IEnumerable<int> Enemies(int node) => _enemies.TryGetValue(Find(node), out var enemies) ? enemies : [];

    public bool TryUnion(int a, int b)
    {
        var (kept, gone) = (Find(a), Find(b));
        if (kept == gone)
        {
            return true;
        }

        if (AreEnemies(kept, gone))
        {
            return false;
        }

        if (_size[kept] < _size[gone])
        {
            (kept, gone) = (gone, kept);
        }

        _parent[gone] = kept;
        _size[kept] += _size[gone];
        if (_enemies.Remove(gone, out var theirs))
        {
            if (_enemies.TryGetValue(kept, out var ours))
            {
                ours.UnionWith(theirs);
            }
            else
            {
                _enemies.Add(kept, theirs);
            }
        }

        return true;
    }

    public bool TrySeparate(int a, int b)
    {
        var (x, y) = (Find(a), Find(b));
        if (x == y)
        {
            return false;
        }

        Of(x).Add(b);
        Of(y).Add(a);
        return true;
    }

    private bool AreEnemies(int x, int y)
    {
        if (!_enemies.TryGetValue(x, out var ofX) || !_enemies.TryGetValue(y, out var ofY))
        {
            return false;
        }

        return ofX.Count <= ofY.Count ? ofX.Any(enemy => Find(enemy) == y) : ofY.Any(enemy => Find(enemy) == x);
    }

    private HashSet<int> Of(int root)
    {
        if (!_enemies.TryGetValue(root, out var set))
        {
            _enemies.Add(root, set = []);
        }

        return set;
    }
}
