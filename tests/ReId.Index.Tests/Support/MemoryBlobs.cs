using System.Collections.Concurrent;
using ReId.Contracts.Blobs;

namespace ReId.Index.Tests.Support;

/// <summary>Pictures in memory: for thousands of crops whose pictures do not matter.</summary>
internal sealed class MemoryBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();

    public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _blobs[key] = data.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_blobs.GetValueOrDefault(key));

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        _blobs.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
