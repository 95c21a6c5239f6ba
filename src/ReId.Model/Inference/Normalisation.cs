using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Inference;

/// <summary>A batch normalisation in evaluation mode: (x − mean)/√(variance + ε) · scale + shift, channel by channel.</summary>
internal sealed record Normalisation(
    torch.Tensor Scale, torch.Tensor Shift, torch.Tensor Mean, torch.Tensor Variance, double Epsilon)
{
    /// <summary>ε of every batch normalisation that this engine builds; PyTorch's default.</summary>
    public const double DefaultEpsilon = 1e-5;

    public static Normalisation Of(BatchNorm2d bn) => new(bn.weight, bn.bias, bn.running_mean, bn.running_var, DefaultEpsilon);

    public static Normalisation Of(BatchNorm1d bn) => new(bn.weight, bn.bias, bn.running_mean, bn.running_var, DefaultEpsilon);
}
