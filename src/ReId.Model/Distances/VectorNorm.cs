using TorchSharp;

namespace ReId.Model.Distances;

/// <summary>Lengths of vectors, guarded against the zero vector.</summary>
public static class VectorNorm
{
    // The guard of the field's libraries: a zero vector stays zero instead of becoming NaN.
    private const double Smallest = 1e-12;

    /// <summary>Each row divided by max(its Euclidean norm, 1e-12); differentiable, gradient finite at the zero vector.</summary>
    /// <param name="vectors">N×D.</param>
    /// <returns>N×D with rows of length 1 (or 0).</returns>
    public static torch.Tensor Normalize(torch.Tensor vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors / vectors.norm(1, true).clamp_min(Smallest);
    }
}
