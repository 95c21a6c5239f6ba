using Microsoft.AspNetCore.Http;

namespace ReId.Search.Problems;

/// <summary>Sentences for what no endpoint answered: routing and the rate limit know a status only.</summary>
internal static class StatusSentences
{
    private const int LongestEcho = 100;

    /// <summary>Adds what a problem lacks: its sentence, and the id under which the log has the request.</summary>
    public static void Complete(ProblemDetailsContext problem)
    {
        problem.ProblemDetails.Extensions["traceId"] = problem.HttpContext.TraceIdentifier;
        problem.ProblemDetails.Detail ??= Of(problem.HttpContext);
    }

    private static string Of(HttpContext context)
    {
        var path = Shorten(context.Request.Path.Value ?? "/");
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {path}: /openapi/v1.json lists what there is, and ids are UUIDs.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{path} does not answer to {Shorten(context.Request.Method)}, but to {context.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"{path} does not take {Body(context.Request.ContentType)}: send application/json or, with pictures, multipart/form-data; /openapi/v1.json says which.",
            StatusCodes.Status429TooManyRequests =>
                $"Too many requests with this key: ask again in {context.Response.Headers.RetryAfter} seconds.",
            var status => $"The server answers this request with the status {status}; its log says more under this traceId.",
        };
    }

    private static string Body(string? type) => string.IsNullOrEmpty(type) ? "a body without a content type" : $"a body of the type '{Shorten(type)}'";

    private static string Shorten(string text) => text.Length <= LongestEcho ? text : text[..LongestEcho] + "…";
}
