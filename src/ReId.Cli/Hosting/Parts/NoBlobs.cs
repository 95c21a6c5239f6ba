using ReId.Contracts.Blobs;

namespace ReId.Cli.Hosting.Parts;

/// <summary>A worker sees no gallery's files: what came without its picture is rejected with a sentence.</summary>
internal sealed class NoBlobs : IBlobStore
{
    public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A worker stores no pictures.");

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
