using ReId.Contracts;

namespace ReId.Index.Access;

/// <summary>The API keys of a gallery. Safe to call from many threads, and beside a server that has the gallery open.</summary>
public interface IApiKeyStore
{
    /// <summary>Makes a key. Its text is returned here and never again.</summary>
    /// <param name="name">Whose it is, 1 to 100 characters.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="expiresAt">From when on it is refused; null for never.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <exception cref="ReIdException">The name is unusable, or the key would have expired already.</exception>
    Task<(ApiKey Key, string Text)> CreateAsync(
        string name, ApiRole role, DateTimeOffset? expiresAt, CancellationToken cancellationToken);

    /// <summary>All keys in the order in which they were made, revoked and expired ones too.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The key of a text, valid or not; null where there is none.</summary>
    /// <param name="text">The key as its owner has it.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<ApiKey?> FindAsync(string text, CancellationToken cancellationToken);

    /// <summary>A key by its id; null where there is none.</summary>
    /// <param name="id">The key.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<ApiKey?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Revokes a key; one that is revoked already stays so.</summary>
    /// <param name="id">The key.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>False where there is no such key.</returns>
    Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Remembers when a key was used.</summary>
    /// <param name="id">The key.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    Task UsedAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);
}
