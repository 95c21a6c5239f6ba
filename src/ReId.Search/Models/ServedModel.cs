using ReId.Model.Calibration;
using ReId.Model.Embedding;

namespace ReId.Search.Models;

/// <summary>A model that is open: what makes its vectors, and what its scores mean.</summary>
/// <param name="Embedder">Makes the vectors.</param>
/// <param name="Calibration">Null where it has none.</param>
/// <param name="Weights">The file it was opened from, or the name of built-in weights.</param>
public sealed record ServedModel(Embedder Embedder, ModelCalibration? Calibration, string Weights)
{
    /// <summary>Content-derived id.</summary>
    public string Id => Embedder.Model.Id;
}
