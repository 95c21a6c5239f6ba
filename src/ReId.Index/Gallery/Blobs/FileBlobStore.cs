using ReId.Contracts.Blobs;
using ReId.Index.Storage;

namespace ReId.Index.Blobs;

/// <summary>
/// Keeps each picture in a file of its own below a folder. A write goes to a file aside, is flushed to the disk, and is
/// renamed into place; the folder is flushed too, so that the name survives a power cut as well.
/// </summary>
public sealed class FileBlobStore : IBlobStore
{
    private readonly string _root;

    /// <summary>Opens the store; its folder is created with the first picture.</summary>
    /// <param name="root">The folder.</param>
    public FileBlobStore(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.GetFullPath(root);
    }

    /// <inheritdoc/>
    public Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(PathOf(key), data, cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), cancellationToken);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // The folder of an unknown key: nothing to remove.
        }

        return Task.CompletedTask;
    }

    private string PathOf(string key)
    {
        BlobKeys.Validate(key);
        return Path.Combine(_root, key);
    }
}
