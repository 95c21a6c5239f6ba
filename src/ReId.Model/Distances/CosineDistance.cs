using TorchSharp;

namespace ReId.Model.Distances;

/// <summary>1 − cos(a, b), from 0 to 2.</summary>
/// <remarks>
/// Computed as ½‖a/‖a‖ − b/‖b‖‖², which is the same number without the cancellation of 1 − cos near 0: never negative.
/// </remarks>
public sealed class CosineDistance : IDistance
{
    private readonly SquaredEuclideanDistance _unit = new(normalize: true);

    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public torch.Tensor Matrix(torch.Tensor rows, torch.Tensor columns) => _unit.Matrix(rows, columns) * 0.5;
}
