using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Search;

/// <summary>
/// Searches that may go on: kept here and not in the cursor, since a cursor with a vector in it would be longer than a
/// picture, and one that a client could forge.
/// </summary>
internal sealed class SearchPages : IDisposable
{
    public const int MostResults = 10_000;
    private const int MostSearches = 2_000;
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _searches = new(new MemoryCacheOptions { SizeLimit = MostSearches });

    public string Keep(Caller caller, SearchPlan plan, HashSet<object> served)
    {
        var cursor = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        _searches.Set(
            cursor, new Kept(caller.KeyId, plan, served), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = s_kept });
        return cursor;
    }

    /// <summary>The search of a cursor; the set may be added to, which a second use of the cursor does not see.</summary>
    /// <exception cref="ApiException">The cursor is too old, unknown or another key's.</exception>
    public (SearchPlan Plan, HashSet<object> Served) Find(Caller caller, string cursor) =>
        _searches.TryGetValue(cursor, out Kept? kept) && kept!.KeyId == caller.KeyId
            ? (kept.Plan, [.. kept.Served])
            : throw new ApiException(StatusCodes.Status410Gone, "The cursor is too old or unknown: search again.");

    public void Dispose() => _searches.Dispose();

    private sealed record Kept(Guid KeyId, SearchPlan Plan, HashSet<object> Served);
}
