namespace ReId.Model.Losses.Checking;

/// <summary>One golden file of a loss, compared in float64.</summary>
/// <param name="Name">Name of the form, e.g. <c>triplet_batch_hard_soft</c>.</param>
/// <param name="Case">Name of the case, e.g. <c>collapsed</c>.</param>
/// <param name="Loss">The value computed.</param>
/// <param name="Expected">The value of the file.</param>
/// <param name="GradientError">Greatest absolute error of any gradient entry; 0 where the file gives no gradient.</param>
/// <param name="GreatestError">Greatest absolute error of any number compared, the loss and the further numbers included.</param>
/// <param name="Tolerance">Allowed absolute error of a number; the relative part is added for each number.</param>
/// <param name="Within">Whether every number is within its tolerance.</param>
/// <param name="Worst">Which number is the farthest outside, or null when all are within.</param>
public sealed record GoldenLossResult(
    string Name, string Case, double Loss, double Expected, double GradientError, double GreatestError, double Tolerance, bool Within, string? Worst);
