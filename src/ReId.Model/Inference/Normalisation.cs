using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>A batch normalisation in evaluation mode: (x − mean)/√(variance + ε) · scale + shift, channel by channel.</summary>
internal sealed record Normalisation(
    torch.Tensor Scale, torch.Tensor Shift, torch.Tensor Mean, torch.Tensor Variance, double Epsilon);
