using ReId.Index.Identities;
using ReId.Search.Endpoints.Crops;

namespace ReId.Search.Identities;

/// <summary>What the identity store knows of crops, from memory.</summary>
internal sealed class StoreIdentities(IIdentityStore store) : IIdentityNames
{
    public long Version => store.Lookup.Version;

    public Guid? IdentityOf(Guid cropId) => store.Lookup.IdentityOf(cropId);

    public string? NameOf(Guid identityId) => store.Peek(identityId)?.Name;

    // Ids rise with time.
    public IReadOnlyCollection<Guid> CropsOf(Guid identityId) => [.. (store.Lookup.CropsOf(identityId) ?? []).OrderDescending()];
}
