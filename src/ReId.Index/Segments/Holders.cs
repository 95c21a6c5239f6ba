namespace ReId.Index.Segments;

/// <summary>Counting holders of something that is gone when there are none.</summary>
internal static class Holders
{
    /// <summary>One more, unless there are none left.</summary>
    public static bool TryAdd(ref int holders)
    {
        for (var seen = Volatile.Read(ref holders); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref holders, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }
}
