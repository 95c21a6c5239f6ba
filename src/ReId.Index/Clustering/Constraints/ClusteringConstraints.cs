namespace ReId.Index.Clustering.Constraints;

/// <summary>
/// What is known before clustering: rows that are one identity (a tracklet, an operator's confirmation or merge), and
/// rows that are not (two tracklets of one camera at one moment, an operator's rejection or split). Immutable and free
/// of contradictions; every clusterer keeps all of it. Made by <see cref="ClusteringConstraintsBuilder"/>.
/// </summary>
public sealed class ClusteringConstraints
{
    private readonly int[] _groups;
    private readonly int[][] _members;
    private readonly int[][] _enemies;

    internal ClusteringConstraints(int[] groups, int[][] members, int[][] enemies) =>
        (_groups, _members, _enemies) = (groups, members, enemies);

    /// <summary>Number of rows that are clustered.</summary>
    public int Count => _groups.Length;

    /// <summary>Number of groups; a row without must-link is a group of its own.</summary>
    public int GroupCount => _members.Length;

    /// <summary>The group of every row; groups are numbered from 0 in order of first occurrence.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>Rows of a group, ascending.</summary>
    /// <param name="group">A number below <see cref="GroupCount"/>.</param>
    public ReadOnlySpan<int> Members(int group) => _members[group];

    /// <summary>The groups that must not share a cluster with this one, ascending.</summary>
    /// <param name="group">A number below <see cref="GroupCount"/>.</param>
    public ReadOnlySpan<int> Enemies(int group) => _enemies[group];

    /// <summary>No constraints at all.</summary>
    /// <param name="count">Number of rows.</param>
    public static ClusteringConstraints None(int count) => new ClusteringConstraintsBuilder(count).Build();

    /// <summary>The first constraint that labels break, as a sentence; null when all are kept.</summary>
    /// <param name="labels">A cluster for each row; -1 for noise, which is together with nobody.</param>
    public string? FindViolation(ReadOnlySpan<int> labels)
    {
        for (var group = 0; group < GroupCount; group++)
        {
            var members = _members[group];
            var label = labels[members[0]];
            foreach (var member in members)
            {
                if (labels[member] != label || (label < 0 && members.Length > 1))
                {
                    return $"rows {members[0]} and {member} must be together and are not";
                }
            }

            foreach (var enemy in _enemies[group])
            {
                if (label >= 0 && labels[_members[enemy][0]] == label)
                {
                    return $"rows {members[0]} and {_members[enemy][0]} must not be together and are";
                }
            }
        }

        return null;
    }
}
