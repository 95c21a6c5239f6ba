namespace ReId.Model.Embedding;

/// <summary>Result of embedding several pictures: for each, in order, a vector or a sentence saying why not.</summary>
public sealed class EmbeddingBatch
{
    private readonly float[] _features;
    private readonly string?[] _errors;

    internal EmbeddingBatch(float[] features, string?[] errors, int dimension)
    {
        _features = features;
        _errors = errors;
        Dimension = dimension;
    }

    /// <summary>Number of pictures.</summary>
    public int Count => _errors.Length;

    /// <summary>Components of a vector.</summary>
    public int Dimension { get; }

    /// <summary>True when a picture has a vector.</summary>
    /// <param name="index">Position of the picture.</param>
    public bool Succeeded(int index) => _errors[index] is null;

    /// <summary>The vector of a picture.</summary>
    /// <param name="index">Position of the picture.</param>
    /// <exception cref="InvalidOperationException">The picture has none.</exception>
    public ReadOnlyMemory<float> Vector(int index) => _errors[index] is { } error
        ? throw new InvalidOperationException($"picture {index} {error}")
        : _features.AsMemory(index * Dimension, Dimension);

    /// <summary>Why a picture has no vector ("is cut off"), beginning with a verb; null when it has one.</summary>
    /// <param name="index">Position of the picture.</param>
    public string? Error(int index) => _errors[index];
}
