using ReId.Model.Calibration;
using ReId.Search.Models;
using ReId.Search.Problems;

namespace ReId.Search.Pictures;

/// <summary>
/// Vectors of the pictures of one request, by the model that was served when it began: an answer never mixes two.
/// </summary>
internal sealed class QueryEmbedder(ServedModel served)
{
    public string ModelId => served.Id;

    public int Dimension => served.Embedder.Model.Dimension;

    /// <summary>What its scores mean; null where it has no calibration.</summary>
    public ModelCalibration? Calibration => served.Calibration;

    /// <exception cref="ApiException">A picture does not decode, or has no vector.</exception>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<ReadOnlyMemory<byte>> pictures, CancellationToken cancellationToken)
    {
        // The embedder computes on the thread that calls it and lets callers take turns.
        var batch = await Task.Run(() => served.Embedder.Embed(pictures, cancellationToken: cancellationToken), cancellationToken);
        return [.. Enumerable.Range(0, pictures.Count).Select(i => batch.Error(i) is { } error
            ? throw ApiException.Unusable(pictures.Count == 1 ? $"The picture {error}." : $"Picture {i + 1} {error}.")
            : Usable(batch.Vector(i).ToArray()))];
    }

    private static float[] Usable(float[] vector) => vector.AsSpan().ContainsAnyExcept(0f)
        ? vector
        : throw ApiException.Unusable("The picture shows nothing that the model sees: its vector is zero.");
}
