namespace ReId.Index.Tests.Support;

/// <summary>Identities of crops, with or without the way back.</summary>
internal sealed class KnownIdentities(bool knowsCrops = true) : IIdentityLookup
{
    private readonly Dictionary<Guid, Guid> _identities = [];

    public long Version { get; private set; }

    public Guid? IdentityOf(Guid cropId) => _identities.TryGetValue(cropId, out var identity) ? identity : null;

    public IReadOnlyCollection<Guid>? CropsOf(Guid identity) => knowsCrops
        ? [.. _identities.Where(pair => pair.Value == identity).Select(pair => pair.Key)]
        : null;

    public void Set(Guid cropId, Guid identity)
    {
        _identities[cropId] = identity;
        Version++;
    }
}
