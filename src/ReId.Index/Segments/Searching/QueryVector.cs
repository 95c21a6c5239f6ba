using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Searching;

/// <summary>A query in the forms that a search needs.</summary>
/// <param name="Unit">Length 1.</param>
/// <param name="Prepared">For <see cref="HalfDot"/>.</param>
/// <param name="Limits">Where and how it is computed.</param>
internal sealed record QueryVector(float[] Unit, float[] Prepared, SearchLimits Limits)
{
    public static QueryVector Of(float[] unit, SearchLimits limits) => new(unit, HalfDot.Prepare(unit), limits);
}

/// <summary>What all searches of a gallery keep to.</summary>
/// <param name="Threads">Cores that one scan may use.</param>
/// <param name="AlwaysCompared">So few components are compared one by one: no index is worth asking.</param>
internal sealed record SearchLimits(int Threads, long AlwaysCompared)
{
    /// <summary>2 ms or so.</summary>
    public const long DefaultAlwaysCompared = 10_000_000;
}
