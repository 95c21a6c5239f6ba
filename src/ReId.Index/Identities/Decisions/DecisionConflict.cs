namespace ReId.Index.Identities;

/// <summary>A later decision set an earlier one aside, for one crop.</summary>
/// <param name="CropId">The crop.</param>
/// <param name="Earlier">The decision that no longer holds for it.</param>
/// <param name="Later">The decision that holds instead.</param>
public sealed record DecisionConflict(Guid CropId, Decision Earlier, Decision Later)
{
    /// <summary>One sentence for people.</summary>
    public string Explanation =>
        $"The {Word(Later)} by {Later.MadeBy} of {Later.MadeAt:yyyy-MM-dd HH:mm} UTC replaces the {Word(Earlier)} by "
        + $"{Earlier.MadeBy} of {Earlier.MadeAt:yyyy-MM-dd HH:mm} UTC for crop {CropId}: the latest decision holds.";

    private static string Word(Decision decision) => decision.Kind switch
    {
        DecisionKind.Confirm => "confirmation",
        DecisionKind.Reject => "rejection",
        DecisionKind.Merge => "merge",
        _ => "split",
    };
}
