using System.Runtime.CompilerServices;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;

namespace ReId.Index.Backup;

/// <summary>
/// Reads pictures one after the other, the next few already on their way: each is a journey of its own where they are in
/// a bucket. Only those few are in memory.
/// </summary>
internal static class PictureFeed
{
    private const int AtOnce = 8;

    /// <summary>The pictures in order; null for one that is not there, or whose key can be none.</summary>
    public static async IAsyncEnumerable<(T Row, byte[]? Picture)> ReadAsync<T>(
        IBlobStore store, IAsyncEnumerable<T> rows, Func<T, string> key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var coming = new Queue<(T Row, Task<byte[]?> Picture)>(AtOnce);
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                coming.Enqueue((row, BlobKeys.Problem(key(row)) is null ? store.ReadAsync(key(row), cancellationToken) : Task.FromResult<byte[]?>(null)));
                if (coming.Count == AtOnce)
                {
                    var (first, picture) = coming.Peek();
                    yield return (first, await picture);
                    coming.Dequeue();
                }
            }

            while (coming.TryPeek(out var next))
            {
                yield return (next.Row, await next.Picture);
                coming.Dequeue();
            }
        }
        finally
        {
            // After a failure: nobody may close the store under those that are still coming.
            await Task.WhenAll(coming.Select(next => (Task)next.Picture)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
