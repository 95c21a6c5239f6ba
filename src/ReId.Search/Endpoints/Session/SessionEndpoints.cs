using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
using ReId.Search.Security.Access;
using ReId.Search.Security.Keys;
using ReId.Search.Security.Sessions;

namespace ReId.Search.Endpoints.SessionExchange;

/// <summary>A key to exchange for a session.</summary>
/// <param name="Key">The key.</param>
public sealed record SessionBody(string Key);

/// <summary>Who asks.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CsrfToken">For the header <c>X-CSRF-Token</c> of requests that change something; null without a session.</param>
/// <param name="ExpiresAt">When the session ends; null where it does not.</param>
/// <param name="Keys">False where the server asks for no keys.</param>
public sealed record SessionView(string Name, ApiRole Role, string? CsrfToken, DateTimeOffset? ExpiresAt, bool Keys);

/// <summary><c>/v1/session</c>: the page exchanges a key for a cookie that scripts cannot read.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("session");
        session.MapPost("", OpenAsync).ForAnybody().Accepts<SessionBody>("application/json").Produces<SessionView>().WithName("openSession");
        session.MapGet("", Show).ForAnybody().Produces<SessionView>().WithName("getSession");
        session.MapDelete("", CloseAsync).ForAnybody().Produces(StatusCodes.Status204NoContent).WithName("closeSession");
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, KeyAuthenticator keys, SessionStore sessions, AuditTrail audit, ApiOptions options)
    {
        var body = await JsonReading.ReadAsync<SessionBody>(context.Request, context.RequestAborted);
        if (!options.Keys)
        {
            return TypedResults.Ok(ViewOf(Caller.Anybody, null, options));
        }

        var caller = await keys.IdentifyAsync(body.Key, context.RequestAborted)
            ?? throw new ApiException(StatusCodes.Status401Unauthorized, "This key is not valid: './reid keys list' shows which are.");
        var session = sessions.Open(context, caller);
        await audit.WriteAsync(caller, "session.open", null, null, context.RequestAborted);
        return TypedResults.Ok(ViewOf(caller, session, options));
    }

    private static Ok<SessionView> Show(HttpContext context, SessionStore sessions, ApiOptions options) => Caller.Find(context) is { } caller
        ? TypedResults.Ok(ViewOf(caller, context.Request.Headers.ContainsKey(KeyAuthenticator.Header) ? null : sessions.Find(context.Request), options))
        : throw new ApiException(StatusCodes.Status401Unauthorized, "There is no session: POST a key to /v1/session.");

    private static async Task<IResult> CloseAsync(HttpContext context, SessionStore sessions, AuditTrail audit)
    {
        sessions.Close(context);
        if (Caller.Find(context) is { } caller)
        {
            await audit.WriteAsync(caller, "session.close", null, null, context.RequestAborted);
        }

        return TypedResults.NoContent();
    }

    private static SessionView ViewOf(Caller caller, Session? session, ApiOptions options) =>
        new(caller.Name, caller.Role, session?.Token, session?.ExpiresAt ?? caller.ExpiresAt, options.Keys);
}
