
namespace ReId.Index.Identities;

/// <summary>
/// Takes an operation back. What nobody touched since goes back exactly. What a later run or join moved goes back too
/// when an operator's operation is undone, and stays when a run or a join is. What an operator changed later is never
/// lost: the undo is refused, or leaves that crop where it is when a run is undone. So it does with a crop that a decision
/// holds where it is, or bans from what its old identity has become. A merge that holds again, since its undo is undone,
/// takes with it whom a run or a join brought to the identity meanwhile.
/// </summary>
/// <param name="state">What is now.</param>
/// <param name="isOperators">Whether an operator's operation changed this crop after the one that is undone.</param>
internal sealed class UndoMaker(IdentityState state, Func<Guid, bool> isOperators)
{
    private readonly Dictionary<Guid, Identity> _restored = [];

    public (List<Change> Changes, List<string> Notes) Undo(Operation operation)
    {
        // Who went into whom afterwards decides where crops go back to.
        foreach (var back in operation.Changes.Reverse().OfType<IdentityChange>().Where(change => change.Before is not null).Select(Restore).OfType<IdentityChange>())
        {
            _restored[back.IdentityId] = back.After!;
        }

        var changes = new List<Change>();
        var (kept, held) = (0, 0);
        var created = new HashSet<Guid>();
        foreach (var change in operation.Changes.Reverse())
        {
            switch (change)
            {
                // No decision is a run's: what they say now is what they will say.
                case AssignmentChange crop when Restore(crop, operation) is { } back:
                    if (operation.IsAutomatic && state.Rules.Against(back.CropId, back.After?.IdentityId) is not null)
                    {
                        held++;
                        break;
                    }

                    changes.Add(back);
                    break;
                case AssignmentChange crop:
                    kept += state.Assignments.GetValueOrDefault(crop.CropId) == crop.Before ? 0 : 1;
                    break;
                case IdentityChange { Before: null }:
                    created.Add(((IdentityChange)change).IdentityId);
                    break;
                case IdentityChange identity when Restore(identity) is { } back:
                    changes.Add(back);
                    break;
                case DecisionChange decision when state.Decisions.ContainsKey(decision.Decision.Id) == decision.Holds:
                    changes.Add(decision.Inverse());
                    break;
            }
        }

        foreach (var identity in created.Where(state.Identities.ContainsKey))
        {
            Remove(identity, operation, changes);
        }

        foreach (var merged in changes.OfType<IdentityChange>().Where(change => change is { Before.MergedInto: null, After.MergedInto: not null }).ToList())
        {
            Follow(merged.After!, changes);
        }

        List<string> notes = [];
        if (kept > 0)
        {
            notes.Add($"{Amount.Of(kept, "crop")} moved since by somebody else: left where they are.");
        }

        if (held > 0)
        {
            notes.Add($"{Amount.Of(held, "crop")} that a decision keeps from going back: left where they are.");
        }

        return (changes, notes);
    }

    private AssignmentChange? Restore(AssignmentChange change, Operation operation)
    {
        var now = state.Assignments.GetValueOrDefault(change.CropId);
        if (now != change.After)
        {
            if (now == change.Before || operation.IsAutomatic)
            {
                return null;
            }

            if (isOperators(change.CropId))
            {
                throw new IdentityConflictException(
                    $"Crop {change.CropId} was changed by a later operation of an operator: undo that one first.");
            }
        }

        if (change.Before is null)
        {
            return new AssignmentChange(change.CropId, now, null, "undone");
        }

        // Where it was may be gone by now, or part of another identity.
        return Resolve(change.Before.IdentityId) is { } there
            ? new AssignmentChange(change.CropId, now, change.Before with { IdentityId = there }, "undone") : null;
    }

    private Guid? Resolve(Guid id)
    {
        for (var i = 0; i <= state.Identities.Count; i++)
        {
            if ((_restored.GetValueOrDefault(id) ?? state.Identities.GetValueOrDefault(id)) is not { } identity)
            {
                return null;
            }

            if (identity.MergedInto is not { } next)
            {
                return id;
            }

            id = next;
        }

        return null;
    }

    private IdentityChange? Restore(IdentityChange change)
    {
        if (!state.Identities.TryGetValue(change.IdentityId, out var now))
        {
            return change.After is null ? change.Inverse() as IdentityChange : null;
        }

        if (change is not { Before: { } before, After: { } after } || now == before)
        {
            return null;
        }

        if (now == after)
        {
            return new IdentityChange(now.Id, now, before);
        }

        // Somebody changed something else of it since: only what the operation changed goes back.
        Check(now.Name, before.Name, after.Name, now.Id);
        Check(now.MergedInto, before.MergedInto, after.MergedInto, now.Id);
        Check(now.Hidden, before.Hidden, after.Hidden, now.Id);
        var restored = now with
        {
            Name = before.Name == after.Name ? now.Name : before.Name,
            Hidden = before.Hidden == after.Hidden ? now.Hidden : before.Hidden,
            MergedInto = before.MergedInto == after.MergedInto ? now.MergedInto : before.MergedInto,
        };
        return new IdentityChange(now.Id, now, restored);
    }

    private static void Check<T>(T now, T before, T after, Guid id)
    {
        var same = EqualityComparer<T>.Default;
        if (!same.Equals(before, after) && !same.Equals(now, after))
        {
            throw new IdentityConflictException($"Identity {id} was changed again by a later operation: undo that one first.");
        }
    }

    /// <summary>A merge holds again: who came to the identity while it stood alone goes with it.</summary>
    private void Follow(Identity merged, List<Change> changes)
    {
        var joined = Staying(merged.Id, changes);
        if (joined.Any(crop => state.Assignments[crop].Origin == AssignmentOrigin.Operator))
        {
            throw new IdentityConflictException($"Identity {merged.Id} was used by a later operation: undo that one first.");
        }

        // A later merge the other way round, or the end of the other, leaves nobody to go to.
        var there = Resolve(merged.Id) ?? throw new IdentityConflictException(
            $"Identity {merged.MergedInto} was changed again by a later operation: undo that one first.");
        changes.AddRange(joined.Select(crop => new AssignmentChange(
            crop, state.Assignments[crop], state.Assignments[crop] with { IdentityId = there }, "its identity was merged again")));
    }

    /// <summary>Members of an identity that no change so far takes out of it.</summary>
    private List<Guid> Staying(Guid identity, List<Change> changes)
    {
        var leaving = changes.OfType<AssignmentChange>().Where(change => change.Before?.IdentityId == identity)
            .Select(change => change.CropId).ToHashSet();
        return [.. state.Members(identity).Where(crop => !leaving.Contains(crop)).Order()];
    }

    private void Remove(Guid identity, Operation operation, List<Change> changes)
    {
        var joined = Staying(identity, changes);
        var goes = changes.OfType<DecisionChange>().Where(change => !change.Holds).Select(change => change.Decision.Id).ToHashSet();
        var named = state.Decisions.Values.Any(decision => !goes.Contains(decision.Id)
            && (decision.IdentityId == identity || decision.OtherIdentityId == identity));
        var inUse = named || state.Identities.Values.Any(other => other.MergedInto == identity)
            || state.Identities[identity] is { Name: not null } or { MergedInto: not null };
        if (operation.IsAutomatic && (inUse || joined.Count > 0))
        {
            return;
        }

        if (inUse || joined.Any(crop => state.Assignments[crop].Origin == AssignmentOrigin.Operator))
        {
            throw new IdentityConflictException($"Identity {identity} was used by a later operation: undo that one first.");
        }

        changes.AddRange(joined.Select(crop => new AssignmentChange(
            crop, state.Assignments[crop], null, "its identity was undone")));
        changes.Add(new IdentityChange(identity, state.Identities[identity], null));
    }
}
