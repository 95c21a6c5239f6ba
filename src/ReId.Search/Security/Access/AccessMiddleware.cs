using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Search.Problems;
using ReId.Search.Security.Keys;
using ReId.Search.Security.Sessions;

namespace ReId.Search.Security.Access;

/// <summary>Asks who makes a request and lets it through to endpoints that its role is enough for.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, KeyAuthenticator keys, SessionStore sessions, ApiOptions options)
{
    private static readonly string[] s_keyNames = ["key", "apikey", "api_key", "api-key", "x-api-key"];

    public async Task InvokeAsync(HttpContext context)
    {
        // Keys in URLs end in logs, histories and referrers: whoever tries hears of it at once.
        if (context.Request.Query.Keys.FirstOrDefault(name => s_keyNames.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } name)
        {
            throw ApiException.Bad($"A key never stands in a URL ('{name}'): send it in the header {KeyAuthenticator.Header}.");
        }

        // What routing itself answers (405, 415) is no endpoint of ours.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        var required = endpoint.Metadata.GetMetadata<RequiredRole>()
            ?? throw new ApiException(StatusCodes.Status403Forbidden, "This endpoint names no role and is closed.");
        if (!options.Keys)
        {
            ForeignPages.Refuse(context.Request);
        }

        var (caller, session) = await IdentifyAsync(context);
        if (required.Least is { } least)
        {
            if (caller is null)
            {
                throw new ApiException(
                    StatusCodes.Status401Unauthorized,
                    $"A valid key is needed: send one in the header {KeyAuthenticator.Header}; './reid keys create' makes one.");
            }

            if (caller.Role < least)
            {
                throw new ApiException(
                    StatusCodes.Status403Forbidden,
                    $"This needs the role {least.ToString().ToLowerInvariant()}, but the key has {caller.Role.ToString().ToLowerInvariant()}.");
            }
        }

        session?.RequireToken(context.Request);
        if (caller is not null)
        {
            context.Features.Set(caller);
        }

        await next(context);
    }

    private async ValueTask<(Caller? Caller, Session? Session)> IdentifyAsync(HttpContext context)
    {
        if (!options.Keys)
        {
            return (Caller.Anybody, null);
        }

        if (context.Request.Headers.TryGetValue(KeyAuthenticator.Header, out var given))
        {
            return (await keys.IdentifyAsync(given.ToString(), context.RequestAborted), null);
        }

        if (sessions.Find(context.Request) is not { } session)
        {
            return (null, null);
        }

        // A key that was revoked ends its sessions.
        return await keys.IdentifyAsync(session.KeyId, context.RequestAborted) is { } caller ? (caller, session) : (null, null);
    }
}
