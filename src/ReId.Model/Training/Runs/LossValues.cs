using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>The loss of a batch.</summary>
/// <param name="Total">The weighted sum with its graph.</param>
/// <param name="Terms">The value of each term, unweighted.</param>
/// <param name="ActiveFraction">Of the first term that counts its terms; null when none does.</param>
internal sealed record LossValues(torch.Tensor Total, IReadOnlyDictionary<string, double> Terms, double? ActiveFraction);
