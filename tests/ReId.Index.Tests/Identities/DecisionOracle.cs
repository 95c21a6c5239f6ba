using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

/// <summary>What operators said, kept apart from the program's own book: the crops they named, and no others.</summary>
internal sealed class DecisionOracle
{
    private Dictionary<Guid, Guid> _pins = [];
    private HashSet<(Guid Crop, Guid Identity)> _bans = [];

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

    public void Check(IdentityState state)
    {
        foreach (var (crop, identity) in _pins)
        {
            // A tracklet that is confirmed, split or rejected whole decides of the mates of a crop too.
            var decided = state.Rules.PinOf(crop) == identity || state.Decisions.Values.MaxBy(decision => decision.Crops.Contains(crop) ? decision.MadeAt : DateTimeOffset.MinValue)!.MadeAt > DateTimeOffset.MinValue;
            Assert.True(decided);
            if (state.Rules.PinOf(crop) == identity)
            {
                Assert.Equal(identity, state.IdentityOf(crop));
            }
        }

        foreach (var (crop, identity) in _bans.Where(ban => state.Rules.IsBanned(ban.Crop, ban.Identity)))
        {
            Assert.NotEqual(identity, state.IdentityOf(crop));
        }

        Assert.Empty(state.Violations());
    }

    public DecisionOracle Copy() => new() { _pins = new(_pins), _bans = [.. _bans] };

    public void Become(DecisionOracle other) => (_pins, _bans) = (other._pins, other._bans);
}
