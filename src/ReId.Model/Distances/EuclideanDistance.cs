using TorchSharp;

namespace ReId.Model.Distances;

/// <summary>D(a, b) = ‖a − b‖₂.</summary>
/// <param name="normalize">Whether vectors are brought to length 1 first. Default: no.</param>
/// <remarks>
/// Computed from differences, not from ‖a‖² + ‖b‖² − 2a·b: the shortcut gives 1e-8 (or the root of a negative number)
/// where two embeddings are equal, which is what collapsed batches consist of.
/// </remarks>
public sealed class EuclideanDistance(bool normalize = false) : IDistance
{
    /// <inheritdoc/>
    public string Name => "euclidean";

    /// <inheritdoc/>
    public torch.Tensor Matrix(torch.Tensor rows, torch.Tensor columns)
    {
        if (!normalize)
        {
            return torch.cdist(rows, columns, 2, compute_mode.donot_use_mm_for_euclid_dist);
        }

        var unit = VectorNorm.Normalize(rows);
        var other = ReferenceEquals(rows, columns) ? unit : VectorNorm.Normalize(columns);
        return torch.cdist(unit, other, 2, compute_mode.donot_use_mm_for_euclid_dist);
    }
}
