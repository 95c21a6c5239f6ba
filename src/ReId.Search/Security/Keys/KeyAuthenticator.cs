using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using ReId.Index.Access;
using ReId.Search.Security.Access;

namespace ReId.Search.Security.Keys;

/// <summary>Who a key belongs to. What was found is remembered for a moment, so that a search costs no look-up.</summary>
internal sealed class KeyAuthenticator(IApiKeyStore store, TimeProvider clock, ILogger<KeyAuthenticator> logger) : IDisposable
{
    public const string Header = "X-Api-Key";

    // How long a revoked key may still be taken for valid.
    private static readonly TimeSpan s_remembered = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_useGranularity = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>The caller of a key; null where the key is malformed, unknown, expired or revoked.</summary>
    public async ValueTask<Caller?> IdentifyAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsWellFormed(text))
        {
            return null;
        }

        // By its hash: the key itself is kept nowhere, not even here.
        var hash = Convert.ToHexString(ApiKeyText.Hash(text));
        return await IdentifyAsync(hash, () => store.FindAsync(text, cancellationToken), cancellationToken);
    }

    /// <summary>The caller of a key that was recognised earlier.</summary>
    public ValueTask<Caller?> IdentifyAsync(Guid keyId, CancellationToken cancellationToken) =>
        IdentifyAsync(keyId, () => store.FindAsync(keyId, cancellationToken), cancellationToken);

    public void Dispose() => _cache.Dispose();

    private async ValueTask<Caller?> IdentifyAsync(object cacheKey, Func<Task<ApiKey?>> find, CancellationToken cancellationToken)
    {
        if (!_cache.TryGetValue(cacheKey, out ApiKey? key))
        {
            key = await find();
            _cache.Set(cacheKey, key, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = s_remembered });
            await NoteUseAsync(key, cancellationToken);
        }

        return key?.IsValid(clock.GetUtcNow()) == true ? new Caller(key.Name, key.Role, key.Id, key.ExpiresAt) : null;
    }

    private async Task NoteUseAsync(ApiKey? key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (key?.IsValid(now) != true || now - key.LastUsedAt < s_useGranularity)
        {
            return;
        }

        try
        {
            await store.UsedAsync(key.Id, now, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A date in a list is no reason to refuse a request.
            SearchLog.UseNotNoted(logger, key.Id, failure.Message);
        }
    }
}
