namespace ReId.Contracts.Blobs;

/// <summary>Keeps encoded pictures. A picture is durable when <see cref="WriteAsync"/> returns.</summary>
public interface IBlobStore
{
    /// <summary>Stores a picture; writing the same key again replaces it.</summary>
    /// <param name="key">Relative name with '/' between parts, e.g. <c>crops/01/0190….jpg</c>; never absolute, no '..'.</param>
    /// <param name="data">The encoded bytes.</param>
    /// <param name="cancellationToken">Cancels the write; nothing half-written remains.</param>
    Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Reads a picture, or null when the key is unknown.</summary>
    /// <param name="key">The key it was stored under.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a picture; an unknown key is no error.</summary>
    /// <param name="key">The key it was stored under.</param>
    /// <param name="cancellationToken">Cancels the removal.</param>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
