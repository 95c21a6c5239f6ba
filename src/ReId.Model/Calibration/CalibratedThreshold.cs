namespace ReId.Model.Calibration;

/// <summary>A threshold for a rate of false accepts, and what it did on people that it was not chosen on.</summary>
/// <param name="FalseAcceptRate">The rate wanted: share of the pairs of different identities that are accepted.</param>
/// <param name="Similarity">Accept from this cosine on; null where the fit had too few pairs to see such a rate.</param>
/// <param name="HeldOutFar">The rate on the held-out identities; null without a threshold.</param>
/// <param name="HeldOutVal">Share of the held-out pairs of one identity that are accepted; null without a threshold.</param>
public sealed record CalibratedThreshold(double FalseAcceptRate, double? Similarity, double? HeldOutFar, double? HeldOutVal);
