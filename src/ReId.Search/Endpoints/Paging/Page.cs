namespace ReId.Search.Endpoints.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">Cursor of the next part; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The first <paramref name="limit"/> of the entries, of which one more was asked for than are shown.</summary>
    internal static Page<T> Of(IReadOnlyList<T> entries, int limit, Func<T, string> cursor) => entries.Count <= limit
        ? new Page<T>(entries, null)
        : new Page<T>([.. entries.Take(limit)], cursor(entries[limit - 1]));
}
