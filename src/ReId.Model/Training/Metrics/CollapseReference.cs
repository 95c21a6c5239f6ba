namespace ReId.Model.Training.Metrics;

/// <summary>What a <see cref="CollapseWatch"/> must not forget when a run is interrupted.</summary>
/// <param name="Stage">The stage that is watched.</param>
/// <param name="Seen">First steps of it that count, so far.</param>
/// <param name="Positive">Greatest mean distance in them, of pairs of one identity.</param>
/// <param name="Negative">Greatest mean distance in them, of pairs of two identities.</param>
/// <param name="Told">Whether it has spoken.</param>
public sealed record CollapseReference(string Stage = "", int Seen = 0, double Positive = 0, double Negative = 0, bool Told = false);
