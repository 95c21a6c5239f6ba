using System.Text.Json;
using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

/// <summary>All identities, assignments and decisions as they were at a moment.</summary>
internal sealed record StateCopy(
    IReadOnlyDictionary<Guid, Identity> Identities, IReadOnlyDictionary<Guid, Assignment> Assignments, IReadOnlyDictionary<Guid, Decision> Decisions)
{
    /// <summary>The same text for the same state.</summary>
    public string Text => JsonSerializer.Serialize(new
    {
        Identities = Identities.Values.OrderBy(identity => identity.Id),
        Assignments = Assignments.OrderBy(pair => pair.Key).ToList(),
        Decisions = Decisions.Values.OrderBy(decision => decision.Id),
    });

    public static StateCopy Of(IdentityState state) => new(
        new Dictionary<Guid, Identity>(state.Identities), new Dictionary<Guid, Assignment>(state.Assignments), new Dictionary<Guid, Decision>(state.Decisions));
}
