using ReId.Contracts;

namespace ReId.Index.Identities;

/// <summary>Turns what an operator asks for into changes of the state. Checks, but changes nothing itself.</summary>
/// <param name="state">What is now.</param>
/// <param name="actor">Who asks.</param>
/// <param name="clock">Gives times, no two alike.</param>
internal sealed class OperationMaker(IdentityState state, string actor, Func<DateTimeOffset> clock)
{
    private const int LongestName = 200;

    /// <summary>Gives times, no two alike.</summary>
    public Func<DateTimeOffset> Clock { get; } = clock;

    /// <exception cref="ReIdException">There is none of that id.</exception>
    public Identity Find(Guid id) => state.Identities.GetValueOrDefault(state.Resolve(id))
        ?? throw new IdentityMissingException($"There is no identity {id} in this gallery.");

    public Operation Name(Guid id, string? name)
    {
        var identity = Find(id);
        name = name?.Trim();
        if (name is "" or { Length: > LongestName })
        {
            throw new ReIdException($"The name of an identity has 1 to {LongestName} characters, not {name.Length}.");
        }

        return Make(OperationKind.Name, name is null ? "name taken away" : "named", [Edit(identity, identity with { Name = name })]);
    }

    public Operation Hide(Guid id, bool hidden)
    {
        var identity = Find(id);
        return Make(hidden ? OperationKind.Hide : OperationKind.Show, hidden ? "hidden" : "shown again",
            [Edit(identity, identity with { Hidden = hidden })]);
    }

    public Operation Merge(Guid into, IReadOnlyCollection<Guid> from)
    {
        var target = Find(into);
        var sources = from.Select(Find).DistinctBy(identity => identity.Id).ToList();
        if (sources.Count == 0 || sources.Any(identity => identity.Id == target.Id))
        {
            throw new ReIdException($"Identity {target.Id} cannot be merged with itself: name at least one other identity.");
        }

        var changes = new List<Change>();
        var members = state.Members(target.Id).ToHashSet();
        var merged = target with { Name = target.Name ?? sources.Select(identity => identity.Name).FirstOrDefault(name => name is not null) };
        if (merged != target)
        {
            changes.Add(Edit(target, merged));
        }

        foreach (var source in sources)
        {
            var leaving = state.Members(source.Id).Order().ToList();
            members.UnionWith(leaving);
            changes.Add(Edit(source, source with { MergedInto = target.Id }));
            changes.Add(Decide(DecisionKind.Merge, target.Id, source.Id, members));
            changes.AddRange(leaving.Select(crop => Assign(crop, target.Id)));
        }

        return Make(OperationKind.Merge, $"merged {string.Join(", ", sources.Select(source => source.Id))} into {target.Id}", changes);
    }

    public Operation Split(Guid id, IReadOnlyCollection<Guid> crops)
    {
        var source = Find(id);
        var rest = state.Members(source.Id).ToHashSet();
        if (crops.FirstOrDefault(crop => !rest.Contains(crop)) is var stranger && stranger != default)
        {
            throw new ReIdException($"Crop {stranger} is not of identity {source.Id}: only its own crops can be split off.");
        }

        rest.ExceptWith(crops);
        if (crops.Count == 0 || rest.Count == 0)
        {
            throw new ReIdException($"A split takes some crops of identity {source.Id} and leaves some, not {crops.Count} of {crops.Count + rest.Count}.");
        }

        var at = Clock();
        var created = new Identity { Id = Guid.CreateVersion7(at), CreatedAt = at, UpdatedAt = at };
        var changes = new List<Change>
        {
            new IdentityChange(created.Id, null, created),
            Decide(DecisionKind.Split, source.Id, created.Id, crops),
            Decide(DecisionKind.Reject, created.Id, null, rest),
        };
        changes.AddRange(crops.Order().Select(crop => Assign(crop, created.Id)));
        return Make(OperationKind.Split, $"split {Amount.Of(crops.Count, "crop")} off {source.Id}", changes);
    }

    public Operation Confirm(Guid id, IReadOnlyCollection<Guid> crops)
    {
        var identity = Find(id);
        NotEmpty(crops);
        return Make(OperationKind.Confirm, $"confirmed {Amount.Of(crops.Count, "crop")}",
            [Decide(DecisionKind.Confirm, identity.Id, null, crops), .. crops.Order().Select(crop => Assign(crop, identity.Id))]);
    }

    /// <param name="id">The identity.</param>
    /// <param name="crops">Crops that do not show it.</param>
    /// <param name="mates">Other crops of their tracklets, which the operator says stay.</param>
    public Operation Reject(Guid id, IReadOnlyCollection<Guid> crops, IEnumerable<Guid> mates)
    {
        var identity = Find(id);
        NotEmpty(crops);
        var staying = mates.Where(crop => state.IdentityOf(crop) == identity.Id && !crops.Contains(crop)).ToList();
        var changes = new List<Change> { Decide(DecisionKind.Reject, identity.Id, null, crops) };
        if (staying.Count > 0)
        {
            changes.Add(Decide(DecisionKind.Confirm, identity.Id, null, staying));
        }

        changes.AddRange(crops.Order().Where(crop => state.IdentityOf(crop) == identity.Id).Select(crop => Assign(crop, null)));
        return Make(OperationKind.Reject, $"rejected {Amount.Of(crops.Count, "crop")}", changes);
    }

    /// <summary>A tracklet joins an identity between runs.</summary>
    public Operation Join(Guid id, IReadOnlyCollection<Guid> crops, float? score, string reason)
    {
        var at = Clock();
        return Make(OperationKind.Join, reason, [.. crops.Order().Select(crop => new AssignmentChange(
            crop, state.Assignments.GetValueOrDefault(crop), new Assignment(id, AssignmentOrigin.Online, score, at, null)))]);
    }

    public Operation Make(OperationKind kind, string reason, IReadOnlyList<Change> changes, Guid? undoes = null, Guid? id = null)
    {
        var at = Clock();
        return new() { Id = id ?? Guid.CreateVersion7(at), Kind = kind, Actor = actor, At = at, Reason = reason, Changes = changes, Undoes = undoes };
    }

    private static void NotEmpty(IReadOnlyCollection<Guid> crops)
    {
        if (crops.Count == 0)
        {
            throw new ReIdException("Name at least one crop.");
        }
    }

    private IdentityChange Edit(Identity before, Identity after) => new(before.Id, before, after with { UpdatedAt = Clock() });

    private AssignmentChange Assign(Guid crop, Guid? identity) => new(
        crop, state.Assignments.GetValueOrDefault(crop),
        identity is { } id ? new Assignment(id, AssignmentOrigin.Operator, null, Clock(), null) : null);

    private DecisionChange Decide(DecisionKind kind, Guid identity, Guid? other, IEnumerable<Guid> crops)
    {
        var at = Clock();
        return new(new Decision
        {
            Id = Guid.CreateVersion7(at),
            Kind = kind,
            IdentityId = identity,
            OtherIdentityId = other,
            Crops = [.. crops.Order()],
            MadeBy = actor,
            MadeAt = at,
        }, Holds: true);
    }
}
