namespace ReId.Benchmarks.Rounds;

/// <summary>A piece of work that both sides of a comparison do: prepared once, then run round after round.</summary>
internal interface IRoundJob : IDisposable
{
    /// <summary>Does the work once.</summary>
    /// <returns>A number by which the two sides' answers are compared; null where they cannot agree.</returns>
    long? Run();
}
