using System.Collections.Concurrent;

namespace ReId.Index.Identities;

/// <summary>Answers searches from memory; changed after each commit.</summary>
internal sealed class IdentityLookup : IIdentityLookup
{
    // Longer would be a circle, which no operation makes.
    private const int LongestChain = 10_000;

    private readonly ConcurrentDictionary<Guid, Guid> _identities = new();
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Guid, bool>> _crops = new();
    private readonly ConcurrentDictionary<Guid, Identity> _people = new();
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    /// <summary>Whether no crop shows anybody known.</summary>
    public bool IsEmpty => _identities.IsEmpty;

    public Guid? IdentityOf(Guid cropId) => _identities.TryGetValue(cropId, out var identity) ? identity : null;

    /// <summary>The crops of an identity, or of the one that it was merged into.</summary>
    public IReadOnlyCollection<Guid> CropsOf(Guid identity) => _crops.TryGetValue(Resolve(identity), out var crops) ? [.. crops.Keys] : [];

    public Identity? Find(Guid identity) => _people.GetValueOrDefault(Resolve(identity));

    public void Set(Guid crop, Guid? identity)
    {
        if (_identities.TryRemove(crop, out var before))
        {
            _crops[before].TryRemove(crop, out _);
        }

        if (identity is { } id)
        {
            _identities[crop] = id;
            _crops.GetOrAdd(id, _ => new())[crop] = true;
        }

        Interlocked.Increment(ref _version);
    }

    public void SetIdentity(Guid id, Identity? identity)
    {
        if (identity is null)
        {
            _people.TryRemove(id, out _);
        }
        else
        {
            _people[id] = identity;
        }

        Interlocked.Increment(ref _version);
    }

    private Guid Resolve(Guid identity)
    {
        for (var i = 0; i < LongestChain && _people.GetValueOrDefault(identity)?.MergedInto is { } next; i++)
        {
            identity = next;
        }

        return identity;
    }
}
