using ReId.Model.Losses.Checking;

namespace ReId.Model.Golden.Losses;

/// <summary>Value, gradients and further numbers of a loss, in float64; the same check as <c>reid losses check --golden</c>.</summary>
internal sealed class LossCheck : IGoldenCheck
{
    public string Group => "losses";

    // A name that no loss has is refused with the list of those there are.
    public bool Handles(string name) => true;

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var result = GoldenLossCheck.Run(golden.Path);
        comparison.Judged(result.Worst ?? "every number", result.GreatestError, result.Tolerance, result.Within);
        return null;
    }
}
