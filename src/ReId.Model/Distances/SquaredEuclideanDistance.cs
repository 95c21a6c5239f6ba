using TorchSharp;

namespace ReId.Model.Distances;

/// <summary>D²(a, b) = ‖a − b‖₂².</summary>
/// <param name="normalize">Whether vectors are brought to length 1 first (then it is 2 − 2·cos). Default: no.</param>
public sealed class SquaredEuclideanDistance(bool normalize = false) : IDistance
{
    private readonly EuclideanDistance _root = new(normalize);

    /// <inheritdoc/>
    public string Name => "squared_euclidean";

    /// <inheritdoc/>
    public torch.Tensor Matrix(torch.Tensor rows, torch.Tensor columns) => _root.Matrix(rows, columns).square();
}
