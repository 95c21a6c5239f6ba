namespace ReId.Index.Identities;

/// <content>What is kept in memory of the database; one caller at a time.</content>
public sealed partial class IdentityStore
{
    /// <summary>
    /// Before a change: nobody else may make one. Where somebody could have, or a commit may have ended without an answer,
    /// what is remembered is read anew.
    /// </summary>
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (await _hold(cancellationToken) is var losses && losses != _losses)
        {
            await ReadAsync(cancellationToken);
            _losses = losses;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var before = _state;
        _state = await _journal.LoadAsync(cancellationToken);
        foreach (var identity in before.Identities.Keys.Where(id => !_state.Identities.ContainsKey(id)))
        {
            _lookup.SetIdentity(identity, null);
        }

        foreach (var crop in before.Assignments.Keys.Where(id => !_state.Assignments.ContainsKey(id)))
        {
            _lookup.Set(crop, null);
        }

        foreach (var (id, identity) in _state.Identities)
        {
            _lookup.SetIdentity(id, identity);
        }

        // One that did not change is not taken out for a moment: searches look here meanwhile.
        foreach (var (crop, assignment) in _state.Assignments.Where(one => _lookup.IdentityOf(one.Key) != one.Value.IdentityId))
        {
            _lookup.Set(crop, assignment.IdentityId);
        }

        foreach (var decision in _state.Decisions.Values)
        {
            _clock.NotBefore(decision.MadeAt);
        }
    }
}
