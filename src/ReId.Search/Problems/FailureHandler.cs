using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Identities;
using ReId.Ingest.Pictures;
using ReId.Search.Endpoints.Reading;

namespace ReId.Search.Problems;

/// <summary>Turns whatever an endpoint throws into <c>application/problem+json</c>.</summary>
internal sealed class FailureHandler(IProblemDetailsService problems, ILogger<FailureHandler> logger) : IExceptionHandler
{
    // In seconds: a store that is away is asked again soon, but not by everybody at once.
    private const string RetryAfter = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more; the status is for the log.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        exception = StoreFailures.Of(exception) ?? exception;
        var (status, detail) = Describe(exception);
        if (status == StatusCodes.Status500InternalServerError || exception is StoreUnavailableException)
        {
            SearchLog.RequestFailed(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    private static (int Status, string? Detail) Describe(Exception exception) => exception switch
    {
        ApiException api => (api.Status, api.Message),
        PictureTooLargeException large => (StatusCodes.Status413PayloadTooLarge, large.Message),
        BadHttpRequestException { InnerException: JsonException json } => (StatusCodes.Status400BadRequest, JsonSentence.Malformed(json)),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        JsonException json => (StatusCodes.Status400BadRequest, JsonSentence.Malformed(json)),
        InvalidDataException form when form.Message.Contains("limit", StringComparison.OrdinalIgnoreCase) =>
            (StatusCodes.Status413PayloadTooLarge, $"The form is too large: {form.Message}"),
        InvalidDataException form => (StatusCodes.Status400BadRequest, $"The form is malformed: {form.Message}"),
        IOException io => (StatusCodes.Status400BadRequest, $"The body ended too early: {io.Message}"),
        ErasureMissingException missing => (StatusCodes.Status404NotFound, missing.Message),
        IdentityMissingException missing => (StatusCodes.Status404NotFound, missing.Message),
        IdentityConflictException conflict => (StatusCodes.Status409Conflict, conflict.Message),
        StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "A store of the server cannot be reached: try again in a moment; the server's log says which."),
        ReIdException known => (StatusCodes.Status422UnprocessableEntity, known.Message),
        OperationCanceledException => (StatusCodes.Status503ServiceUnavailable, "The server is stopping: try again in a moment."),
        _ => (StatusCodes.Status500InternalServerError, "The server failed; its log says more under this traceId."),
    };
}
