using ReId.Contracts;

namespace ReId.Index.Clustering.Constraints;

/// <summary>
/// Collects constraints. Add them in order of authority (operators first, then tracklets, then simultaneity): the
/// <c>Try</c> methods leave out what contradicts those before, the others fail.
/// </summary>
/// <param name="count">Number of rows, at least 0.</param>
public sealed class ClusteringConstraintsBuilder(int count)
{
    private readonly GuardedUnion _union = new(count);

    /// <summary>These two rows are one identity; false, and nothing changes, when that contradicts an earlier constraint.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    public bool TryMustLink(int a, int b)
    {
        Check(a, b);
        return _union.TryUnion(a, b);
    }

    /// <summary>These two rows are two identities; false, and nothing changes, when that contradicts an earlier constraint.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    public bool TryCannotLink(int a, int b)
    {
        Check(a, b);
        return _union.TrySeparate(a, b);
    }

    /// <summary>These two rows are one identity.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    /// <exception cref="ReIdException">An earlier constraint says the opposite, or there is no such row.</exception>
    public ClusteringConstraintsBuilder MustLink(int a, int b) => TryMustLink(a, b)
        ? this
        : throw new ReIdException($"Rows {a} and {b} must be together, but an earlier constraint keeps them apart: drop one of the two.");

    /// <summary>These rows are one identity.</summary>
    /// <param name="rows">The rows; fewer than two say nothing.</param>
    /// <exception cref="ReIdException">As <see cref="MustLink(int, int)"/>.</exception>
    public ClusteringConstraintsBuilder MustLink(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (var i = 1; i < rows.Count; i++)
        {
            MustLink(rows[0], rows[i]);
        }

        return this;
    }

    /// <summary>These two rows are two identities.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    /// <exception cref="ReIdException">An earlier constraint says the opposite, or there is no such row.</exception>
    public ClusteringConstraintsBuilder CannotLink(int a, int b) => TryCannotLink(a, b)
        ? this
        : throw new ReIdException($"Rows {a} and {b} must not be together, but an earlier constraint joins them: drop one of the two.");

    /// <summary>The constraints so far.</summary>
    public ClusteringConstraints Build()
    {
        var numbers = new Dictionary<int, int>(count);
        var groups = new int[count];
        var sizes = new List<int>();
        for (var row = 0; row < count; row++)
        {
            var root = _union.Find(row);
            if (!numbers.TryGetValue(root, out groups[row]))
            {
                groups[row] = numbers.Count;
                numbers.Add(root, groups[row]);
                sizes.Add(0);
            }

            sizes[groups[row]]++;
        }

        var members = sizes.Select(size => new int[size]).ToArray();
        var filled = new int[members.Length];
        for (var row = 0; row < count; row++)
        {
            members[groups[row]][filled[groups[row]]++] = row;
        }

        int[][] enemies = [.. members.Select(rows =>
            _union.Enemies(rows[0]).Select(enemy => groups[enemy]).Distinct().Order().ToArray())];
        return new ClusteringConstraints(groups, members, enemies);
    }

    private void Check(int a, int b)
    {
        foreach (var row in (ReadOnlySpan<int>)[a, b])
        {
            if (row < 0 || row >= count)
            {
                throw new ReIdException($"A constraint names row {row}; the rows are 0 to {count - 1}.");
            }
        }
    }
}
