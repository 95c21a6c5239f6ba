namespace ReId.Index.Identities;

/// <summary>That a crop shows an identity, and how firm that is.</summary>
/// <param name="Assignment">Whom it shows, and who says so.</param>
/// <param name="Decided">An operator's decision keeps it there, whatever later runs find.</param>
public sealed record Membership(Assignment Assignment, bool Decided);
