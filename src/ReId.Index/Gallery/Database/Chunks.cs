namespace ReId.Index.Database;

/// <summary>Look-ups by many ids, a statement for each thousand: the number of parameters of a statement is limited.</summary>
internal static class Chunks
{
    private const int Size = 1000;

    public static async Task<List<TRow>> InChunksAsync<TKey, TRow>(
        this IEnumerable<TKey> keys, Func<TKey[], Task<List<TRow>>> query)
    {
        var rows = new List<TRow>();
        foreach (var chunk in keys.Distinct().Chunk(Size))
        {
            rows.AddRange(await query(chunk));
        }

        return rows;
    }
}
