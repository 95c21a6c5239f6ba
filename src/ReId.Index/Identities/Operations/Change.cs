namespace ReId.Index.Identities;

/// <summary>One thing that an operation changed; knows the way back.</summary>
internal abstract record Change
{
    /// <summary>The change that takes this one back.</summary>
    public abstract Change Inverse();
}

/// <summary>A crop got, changed or lost its identity.</summary>
internal sealed record AssignmentChange(Guid CropId, Assignment? Before, Assignment? After, string? Reason = null) : Change
{
    public override Change Inverse() => this with { Before = After, After = Before };
}

/// <summary>An identity came to be (no before), changed, or was taken back (no after).</summary>
internal sealed record IdentityChange(Guid IdentityId, Identity? Before, Identity? After) : Change
{
    public override Change Inverse() => this with { Before = After, After = Before };
}

/// <summary>A decision began to hold, or was undone.</summary>
internal sealed record DecisionChange(Decision Decision, bool Holds) : Change
{
    public override Change Inverse() => this with { Holds = !Holds };
}
