using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using ReId.Index.Access;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Events;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Events;

/// <summary><c>GET /v1/events</c>: server-sent events.</summary>
internal static class EventsEndpoint
{
    private static readonly string[] s_types = ["crop", "hit", "identity", "clustering"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/events", HandleAsync)
        .For(ApiRole.Viewer).Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .WithName("listenToEvents").WithTags("events").WithQuery("types", "camera");

    private static async Task HandleAsync(
        HttpContext context, EventFeed feed, ApiOptions options, IHostApplicationLifetime lifetime)
    {
        var fields = Fields.OfQuery(context.Request);
        string[] types = fields.Text("types")?.Split(',') ?? s_types;
        var cameras = fields.Texts("camera");
        fields.RefuseOthers();
        if (types.FirstOrDefault(type => !s_types.Contains(type)) is { } unknown)
        {
            throw ApiException.Bad($"'types' holds '{(unknown.Length > 60 ? unknown[..60] : unknown)}', but there are only {string.Join(", ", s_types)}.");
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var lastId = context.Request.Headers["Last-Event-ID"].ToString();
        var (coming, missed, gap) = feed.Listen(lastId.Length > 0 ? lastId : null);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.WriteAsync(gap ? "event: reset\ndata: {}\n\n" : ": hello\n\n", over.Token);
            foreach (var happened in missed)
            {
                await WriteAsync(happened);
            }

            await context.Response.Body.FlushAsync(over.Token);
            while (await NextAsync(coming.Reader, options.Heartbeat, over.Token))
            {
                if (!coming.Reader.TryPeek(out _))
                {
                    await context.Response.WriteAsync(": still here\n\n", over.Token);
                }

                while (coming.Reader.TryRead(out var happened))
                {
                    await WriteAsync(happened);
                }

                await context.Response.Body.FlushAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the server goes: both end a stream in order.
        }
        finally
        {
            feed.Leave(coming);
        }

        async Task WriteAsync(FeedEvent happened)
        {
            if (types.Contains(happened.Type) && cameras?.Contains(happened.Camera) != false)
            {
                await context.Response.WriteAsync($"id: {feed.IdOf(happened)}\nevent: {happened.Type}\ndata: {happened.Data}\n\n", over.Token);
            }
        }
    }

    /// <summary>Waits for an event or for the moment to say that one is still there; false when the listener was cut off.</summary>
    private static async Task<bool> NextAsync(ChannelReader<FeedEvent> reader, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        moment.CancelAfter(heartbeat);
        try
        {
            return await reader.WaitToReadAsync(moment.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
