using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index.PgVector;

/// <summary>
/// How pgvector holds the vectors of a model. Its HNSW index takes 2,000 components of <c>vector</c> and 4,000 of
/// <c>halfvec</c>; stored vectors are float16 anyway, so the latter loses nothing.
/// </summary>
/// <param name="Type">Type of a vector.</param>
/// <param name="Operators">Operator class of the index; null beyond what it takes: then every search is exact.</param>
internal sealed record PgColumn(string Type, string? Operators)
{
    private const int MostOfVectorIndex = 2000;
    private const int MostOfHalfIndex = 4000;
    private const int MostOfVector = 16_000;

    public static PgColumn Of(string model, int dimension) => dimension switch
    {
        <= MostOfVectorIndex => new("vector", "vector_cosine_ops"),
        <= MostOfHalfIndex => new("halfvec", "halfvec_cosine_ops"),
        <= MostOfVector => new("vector", null),
        _ => throw new ReIdException(
            $"Vectors of model '{model}' have {dimension} components, but pgvector takes {MostOfVector} at most: use the built-in index."),
    };

    /// <summary>A stored vector as pgvector reads it, of length 1.</summary>
    public static string Text(ReadOnlySpan<byte> half) =>
        $"[{string.Join(',', HalfVector.Decode(half).Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
