using ReId.Contracts;
using ReId.Contracts.Blobs;

namespace ReId.Cli.Hosting.Parts;

/// <summary>
/// Stands for the blob store that a worker was not told of. A picture in it is no fault of the crop: the message goes to
/// the dead queue, from where it is replayed once the worker has been told.
/// </summary>
internal sealed class UnreachedBlobs : IBlobStore
{
    public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw Unreached(key);

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => throw Unreached(key);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw Unreached(key);

    private static ReIdException Unreached(string key) => new(
        $"The picture {key} is too large for a message and lies in the gallery's folder of pictures: start the worker with --blobs DIR, then './reid queue dead replay'.");
}
