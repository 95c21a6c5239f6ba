namespace ReId.Index.Identities;

/// <summary>All identities, assignments and decisions of a gallery, in memory. One caller at a time.</summary>
internal sealed class IdentityState
{
    private static readonly HashSet<Guid> s_nobody = [];
    private readonly Dictionary<Guid, Identity> _identities = [];
    private readonly Dictionary<Guid, Assignment> _assignments = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _members = [];
    private readonly Dictionary<Guid, Decision> _decisions = [];
    private DecisionRules? _rules;

    public IReadOnlyDictionary<Guid, Identity> Identities => _identities;

    public IReadOnlyDictionary<Guid, Assignment> Assignments => _assignments;

    /// <summary>The decisions that are not undone.</summary>
    public IReadOnlyDictionary<Guid, Decision> Decisions => _decisions;

    /// <summary>What they say.</summary>
    public DecisionRules Rules => _rules ??= DecisionRules.Replay(_decisions.Values, Resolve);

    public IReadOnlySet<Guid> Members(Guid identity) => _members.GetValueOrDefault(identity, s_nobody);

    public Guid? IdentityOf(Guid crop) => _assignments.GetValueOrDefault(crop)?.IdentityId;

    /// <summary>The identity that this one became part of, or itself.</summary>
    public Guid Resolve(Guid identity)
    {
        // Longer than there are identities would be a circle, which no operation makes.
        for (var i = 0; i <= _identities.Count && _identities.GetValueOrDefault(identity)?.MergedInto is { } next; i++)
        {
            identity = next;
        }

        return identity;
    }

    /// <summary>Makes changes, in their order.</summary>
    public void Apply(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case AssignmentChange crop:
                    Assign(crop.CropId, crop.After);
                    break;
                case IdentityChange { After: { } identity }:
                    _identities[identity.Id] = identity;
                    _rules = null;
                    break;
                case IdentityChange gone:
                    _identities.Remove(gone.IdentityId);
                    _rules = null;
                    break;
                case DecisionChange { Holds: true } decision:
                    _decisions[decision.Decision.Id] = decision.Decision;
                    _rules = null;
                    break;
                case DecisionChange decision:
                    _decisions.Remove(decision.Decision.Id);
                    _rules = null;
                    break;
            }
        }
    }

    /// <summary>Takes changes back, the last first.</summary>
    public void Revert(IEnumerable<Change> changes) => Apply(changes.Reverse().Select(change => change.Inverse()));

    /// <summary>Crops that left the gallery.</summary>
    public void Forget(IEnumerable<Guid> crops)
    {
        foreach (var crop in crops)
        {
            Assign(crop, null);
        }
    }

    /// <summary>Decisions that are not kept, with the crop; those of crops that left the gallery among them.</summary>
    public IEnumerable<(Guid Crop, Decision Decision)> Violations()
    {
        foreach (var (crop, _) in Rules.Pins)
        {
            if (Rules.Against(crop, IdentityOf(crop)) is { } broken)
            {
                yield return (crop, broken);
            }
        }

        foreach (var (crop, identity) in Rules.Bans)
        {
            if (IdentityOf(crop) == identity)
            {
                yield return (crop, Rules.Against(crop, identity)!);
            }
        }
    }

    private void Assign(Guid crop, Assignment? assignment)
    {
        if (_assignments.TryGetValue(crop, out var before) && _members.TryGetValue(before.IdentityId, out var left))
        {
            left.Remove(crop);
            if (left.Count == 0)
            {
                _members.Remove(before.IdentityId);
            }
        }

        if (assignment is null)
        {
            _assignments.Remove(crop);
            return;
        }

        _assignments[crop] = assignment;
        if (!_members.TryGetValue(assignment.IdentityId, out var joined))
        {
            _members[assignment.IdentityId] = joined = [];
        }

        joined.Add(crop);
    }
}
