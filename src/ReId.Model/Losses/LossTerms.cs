using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>What a loss computes inside: its value and, where it has terms that can be zero, how many are not.</summary>
/// <param name="Value">Scalar with its graph.</param>
/// <param name="Active">Number of terms above zero, scalar; null where every term counts (softmax and its kin).</param>
/// <param name="Total">Number of valid terms, scalar; null likewise.</param>
public readonly record struct LossTerms(torch.Tensor Value, torch.Tensor? Active = null, torch.Tensor? Total = null);
