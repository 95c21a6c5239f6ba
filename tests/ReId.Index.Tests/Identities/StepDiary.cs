using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

/// <summary>What every operation changed, as seen from outside; tells what must be when one of them is taken back.</summary>
internal sealed class StepDiary
{
    private readonly Dictionary<Guid, Step> _steps = [];
    private readonly HashSet<Guid> _inForce = [];

    /// <summary>Operations in their order.</summary>
    public List<Guid> Order { get; } = [];

    /// <summary>Those that are not taken back.</summary>
    public IReadOnlySet<Guid> InForce => _inForce;

    public void Note(Guid operation, StateCopy before, StateCopy after, bool automatic, Guid? undoes = null)
    {
        _steps.Add(operation, new Step(before, after, automatic, undoes));
        Order.Add(operation);
        _inForce.Add(operation);

        // Who takes an undo back puts what it took back in force again, and so on down.
        for (var (taken, away) = (undoes, true); taken is { } step; (taken, away) = (_steps[step].Undoes, !away))
        {
            _ = away ? _inForce.Remove(step) : _inForce.Add(step);
        }
    }

    /// <summary>The state before an operation.</summary>
    public StateCopy Before(Guid operation) => _steps[operation].Before;

    /// <summary>Nobody touched it since: exactly as before. Else only what it did goes, and nothing of what came later.</summary>
    public void CheckTakenBack(Guid operation, StateCopy now, StateCopy then, DecisionOracle oracle)
    {
        var step = _steps[operation];
        var born = step.After.Identities.Keys.Except(step.Before.Identities.Keys).ToHashSet();
        foreach (var crop in now.Assignments.Keys.Union(step.Before.Assignments.Keys).Union(then.Assignments.Keys))
        {
            var (before, after) = (step.Before.Assignments.GetValueOrDefault(crop), step.After.Assignments.GetValueOrDefault(crop));
            var (was, here) = (now.Assignments.GetValueOrDefault(crop), then.Assignments.GetValueOrDefault(crop));
            var goesBack = before != after && (was == after || !step.Automatic) && (before is null || then.Identities.ContainsKey(before.IdentityId));

            // Where it was may have become part of somebody else.
            before = before is null ? null : before with { IdentityId = Resolve(then, before.IdentityId) };
            goesBack &= !step.Automatic || !oracle.Forbids(crop, before?.IdentityId);

            // Who came to an identity that is merged again goes with it.
            var stays = was is null || (born.Contains(was.IdentityId) && !then.Identities.ContainsKey(was.IdentityId))
                ? null : was with { IdentityId = Resolve(then, was.IdentityId) };
            Assert.Equal(goesBack ? before : stays, here);
        }

        foreach (var (id, identity) in now.Identities)
        {
            if (!then.Identities.TryGetValue(id, out var left))
            {
                Assert.Contains(id, born);
            }
            else if (step.Before.Identities.TryGetValue(id, out var before) && step.After.Identities.TryGetValue(id, out var after) && before != after)
            {
                Assert.Equal(identity == after ? before : After(identity, before, after), left);
            }
            else
            {
                Assert.Equal(identity, left);
            }
        }

        var said = step.After.Decisions.Keys.Except(step.Before.Decisions.Keys);
        var unsaid = step.Before.Decisions.Keys.Except(step.After.Decisions.Keys);
        Assert.Equal(now.Decisions.Keys.Except(said).Union(unsaid).Order(), then.Decisions.Keys.Order());
    }

    private static Guid Resolve(StateCopy state, Guid id) =>
        state.Identities.GetValueOrDefault(id)?.MergedInto is { } next ? Resolve(state, next) : id;

    // Only what the step changed.
    private static Identity After(Identity now, Identity before, Identity after) => now with
    {
        Name = before.Name == after.Name ? now.Name : before.Name,
        Hidden = before.Hidden == after.Hidden ? now.Hidden : before.Hidden,
        MergedInto = before.MergedInto == after.MergedInto ? now.MergedInto : before.MergedInto,
    };

    private sealed record Step(StateCopy Before, StateCopy After, bool Automatic, Guid? Undoes);
}
