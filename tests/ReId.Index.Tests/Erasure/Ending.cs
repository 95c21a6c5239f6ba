using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReId.Contracts.Blobs;

namespace ReId.Index.Tests.ErasureTests;

/// <summary>Lets a process get as far as a certain step (a command to the database, the deletion of a picture) and no further.</summary>
internal sealed class Ending(string blobFolder, int last) : DbCommandInterceptor, IBlobStore
{
    private readonly Blobs.FileBlobStore _blobs = new(blobFolder);
    private int _steps;
    private bool _counts;

    public int Steps => Volatile.Read(ref _steps);

    /// <summary>From now on steps count.</summary>
    public void Begin() => Volatile.Write(ref _counts, true);

    /// <summary>From now on everything works again, so that the process's memory can be cleared up.</summary>
    public void End() => Volatile.Write(ref _counts, false);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Step();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Step();
        return ValueTask.FromResult(result);
    }

    public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => _blobs.WriteAsync(key, data, cancellationToken);

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => _blobs.ReadAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        Step();
        return _blobs.DeleteAsync(key, cancellationToken);
    }

    private void Step()
    {
        if (Volatile.Read(ref _counts) && Interlocked.Increment(ref _steps) > last)
        {
            throw new TimeoutException("the end");
        }
    }
}
