using System.Collections.Concurrent;

namespace ReId.Index.Identities;

/// <summary>Answers searches from memory; changed after each commit.</summary>
internal sealed class IdentityLookup : IIdentityLookup
{
    private readonly ConcurrentDictionary<Guid, Guid> _identities = new();
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Guid, bool>> _crops = new();
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    public Guid? IdentityOf(Guid cropId) => _identities.TryGetValue(cropId, out var identity) ? identity : null;

    public IReadOnlyCollection<Guid> CropsOf(Guid identity) => _crops.TryGetValue(identity, out var crops) ? [.. crops.Keys] : [];

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
}
