using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using ReId.Search.Security.Access;

namespace ReId.Search.Security.Sessions;

/// <summary>The browsers that have shown a key, in memory: after a restart they show it again.</summary>
internal sealed class SessionStore(ApiOptions options, TimeProvider clock) : IDisposable
{
    public const string Cookie = "reid_session";
    private const int MostSessions = 10_000;
    private const int RandomBytes = 32;

    private readonly MemoryCache _sessions = new(new MemoryCacheOptions { SizeLimit = MostSessions });

    /// <summary>Opens a session and gives the browser its cookie.</summary>
    public Session Open(HttpContext context, Caller caller)
    {
        var end = clock.GetUtcNow() + options.SessionLength;
        end = caller.ExpiresAt is { } keyEnd && keyEnd < end ? keyEnd : end;
        var (id, session) = (Random(), new Session(caller.KeyId, Random(), end));
        _sessions.Set(Key(id), session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = end });
        context.Response.Cookies.Append(Cookie, id, CookieOptions(context.Request, end));
        return session;
    }

    public Session? Find(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: > 0 } id && _sessions.TryGetValue(Key(id), out Session? session)
            && clock.GetUtcNow() < session!.ExpiresAt ? session : null;

    public void Close(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: > 0 } id)
        {
            _sessions.Remove(Key(id));
        }

        context.Response.Cookies.Delete(Cookie, CookieOptions(context.Request, end: null));
    }

    public void Dispose() => _sessions.Dispose();

    private static CookieOptions CookieOptions(HttpRequest request, DateTimeOffset? end) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        Expires = end,
        IsEssential = true,
    };

    // A hash: comparing it tells nothing of the cookie by the time it takes.
    private static string Key(string id) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
