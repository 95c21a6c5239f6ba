namespace ReId.Bindings;

/// <summary>
/// Number of native objects alive in this process. The one counter that is static on purpose: it observes the
/// process, decides nothing, and lets a test (or an operator) see a leak.
/// </summary>
public static class LiveHandles
{
    private static long s_count;

    /// <summary>Native objects created and not yet released, over all engines.</summary>
    public static long Count => Interlocked.Read(ref s_count);

    internal static void Add() => Interlocked.Increment(ref s_count);

    internal static void Remove() => Interlocked.Decrement(ref s_count);
}
