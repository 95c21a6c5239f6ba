using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

/// <summary>
/// What operators said, crop by crop, kept apart from the program's own book: the latest word holds, and what was taken
/// back was never said.
/// </summary>
internal sealed class DecisionOracle
{
    private readonly List<(Guid Operation, Action<DecisionOracle> What)> _said = [];
    private readonly Dictionary<Guid, Guid> _pins = [];
    private readonly HashSet<(Guid Crop, Guid Identity)> _bans = [];

    /// <summary>An operator says something.</summary>
    public void Say(Guid operation, Action<DecisionOracle> what)
    {
        _said.Add((operation, what));
        what(this);
    }

    /// <summary>What is left when only these operations are in force.</summary>
    public void Keep(IReadOnlySet<Guid> inForce)
    {
        _pins.Clear();
        _bans.Clear();
        foreach (var (_, what) in _said.Where(word => inForce.Contains(word.Operation)))
        {
            what(this);
        }
    }

    public void Pin(Guid crop, Guid identity)
    {
        _pins[crop] = identity;
        _bans.Remove((crop, identity));
    }

    public void Ban(Guid crop, Guid identity)
    {
        if (_pins.TryGetValue(crop, out var pin) && pin == identity)
        {
            _pins.Remove(crop);
        }

        _bans.Add((crop, identity));
    }

    public void Merge(Guid into, Guid gone, List<Guid> members)
    {
        foreach (var ban in _bans.Where(ban => ban.Identity == gone).ToList())
        {
            _bans.Remove(ban);
            _bans.Add((ban.Crop, into));
        }

        members.ForEach(crop => Pin(crop, into));
    }

    public void Split(Guid from, Guid created, Guid crop, List<Guid> rest)
    {
        Ban(crop, from);
        Pin(crop, created);
        rest.ForEach(other => Ban(other, created));
    }

    /// <summary>Whether a crop may not be in this identity (null: in none).</summary>
    public bool Forbids(Guid crop, Guid? identity) =>
        (_pins.TryGetValue(crop, out var pin) && pin != identity) || (identity is { } there && _bans.Contains((crop, there)));

    public void Check(IdentityState state)
    {
        Assert.All(_pins, pin => Assert.Equal(pin.Value, state.IdentityOf(pin.Key)));
        Assert.All(_bans, ban => Assert.NotEqual(ban.Identity, state.IdentityOf(ban.Crop)));
    }
}
