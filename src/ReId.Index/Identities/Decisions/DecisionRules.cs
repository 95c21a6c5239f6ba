namespace ReId.Index.Identities;

/// <summary>
/// What the decisions say of each crop: to which identity it is pinned, and from which it is banned. A crop is never
/// pinned to an identity that it is banned from: of two decisions that contradict each other the later one holds.
/// </summary>
internal sealed class DecisionRules
{
    private static readonly Dictionary<Guid, Decision> s_none = [];
    private readonly Dictionary<Guid, (Guid Identity, Decision By)> _pins = [];
    private readonly Dictionary<Guid, Dictionary<Guid, Decision>> _bans = [];
    private readonly List<DecisionConflict> _conflicts = [];
    private readonly Dictionary<Guid, Decision> _protected = [];

    private DecisionRules()
    {
    }

    /// <summary>No decisions.</summary>
    public static DecisionRules None { get; } = new();

    /// <summary>Every crop that is pinned.</summary>
    public IEnumerable<KeyValuePair<Guid, Guid>> Pins => _pins.Select(pin => KeyValuePair.Create(pin.Key, pin.Value.Identity));

    /// <summary>Every crop that is banned from somewhere, with the identity.</summary>
    public IEnumerable<KeyValuePair<Guid, Guid>> Bans =>
        _bans.SelectMany(crop => crop.Value.Keys.Select(identity => KeyValuePair.Create(crop.Key, identity)));

    /// <summary>Identities that a decision which still holds speaks of: no run joins one of them to another.</summary>
    public IReadOnlyCollection<Guid> Decided => _protected.Keys;

    /// <summary>Decisions that a later one set aside, in the order in which that happened.</summary>
    public IReadOnlyList<DecisionConflict> Conflicts => _conflicts;

    /// <summary>Replays decisions in the order of their times.</summary>
    /// <param name="decisions">The decisions that are not undone.</param>
    /// <param name="resolve">The identity that an identity was merged into, or itself.</param>
    public static DecisionRules Replay(IEnumerable<Decision> decisions, Func<Guid, Guid> resolve)
    {
        var rules = new DecisionRules();
        foreach (var decision in decisions.OrderBy(decision => decision.MadeAt).ThenBy(decision => decision.Id))
        {
            rules.Apply(decision, resolve);
        }

        foreach (var (_, pin) in rules._pins)
        {
            rules._protected.TryAdd(pin.Identity, pin.By);
        }

        foreach (var (identity, by) in rules._bans.Values.SelectMany(bans => bans))
        {
            rules._protected.TryAdd(identity, by);
        }

        return rules;
    }

    public Guid? PinOf(Guid crop) => _pins.TryGetValue(crop, out var pin) ? pin.Identity : null;

    public bool IsBanned(Guid crop, Guid identity) => _bans.TryGetValue(crop, out var bans) && bans.ContainsKey(identity);

    public IReadOnlyCollection<Guid> BansOf(Guid crop) => _bans.GetValueOrDefault(crop, s_none).Keys;

    /// <summary>The decision that forbids a crop to be in this identity (null: in none), or null when it may.</summary>
    public Decision? Against(Guid crop, Guid? identity)
    {
        if (_pins.TryGetValue(crop, out var pin) && pin.Identity != identity)
        {
            return pin.By;
        }

        return identity is { } there && _bans.TryGetValue(crop, out var bans) ? bans.GetValueOrDefault(there) : null;
    }

    private void Apply(Decision decision, Func<Guid, Guid> resolve)
    {
        var identity = resolve(decision.IdentityId);
        foreach (var crop in decision.Crops)
        {
            switch (decision.Kind)
            {
                case DecisionKind.Reject:
                    Ban(crop, identity, decision);
                    break;
                case DecisionKind.Split:
                    // Should both have been merged again since, the merge is a later decision about the same crops.
                    Ban(crop, identity, decision);
                    Pin(crop, resolve(decision.OtherIdentityId!.Value), decision);
                    break;
                default:
                    Pin(crop, identity, decision);
                    break;
            }
        }
    }

    private void Pin(Guid crop, Guid identity, Decision decision)
    {
        if (_pins.TryGetValue(crop, out var pin) && pin.Identity != identity)
        {
            _conflicts.Add(new DecisionConflict(crop, pin.By, decision));
        }

        if (_bans.TryGetValue(crop, out var bans) && bans.Remove(identity, out var ban) && ban.Id != decision.Id)
        {
            _conflicts.Add(new DecisionConflict(crop, ban, decision));
        }

        _pins[crop] = (identity, decision);
    }

    private void Ban(Guid crop, Guid identity, Decision decision)
    {
        if (_pins.TryGetValue(crop, out var pin) && pin.Identity == identity)
        {
            _pins.Remove(crop);
            _conflicts.Add(new DecisionConflict(crop, pin.By, decision));
        }

        if (!_bans.TryGetValue(crop, out var bans))
        {
            _bans[crop] = bans = [];
        }

        bans[identity] = decision;
    }
}
