using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>One loss of a weighted sum, for the log.</summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Value">Its unweighted value, a scalar without graph.</param>
public sealed record LossPart(string Name, double Weight, torch.Tensor Value);
