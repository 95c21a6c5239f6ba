using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Identities;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Identities;

/// <summary><c>/v1/changes</c>: the history of all identities, and the way back.</summary>
internal static class ChangeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/changes").WithTags("identities");
        changes.MapGet("", (HttpContext context, IIdentityStore store) => IdentityEndpoints.HistoryPageAsync(context, store, identity: null))
            .For(ApiRole.Viewer).Produces<Page<OperationView>>().WithName("listChanges").WithQuery("limit", "cursor");
        changes.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<OperationDetailView>().WithName("getChange");
        changes.MapPost("/{id:guid}/undo", UndoAsync).For(ApiRole.Operator).Produces<OperationView>().WithName("undoChange");
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, OperationAnswers answers)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return TypedResults.Ok(await answers.DetailAsync(id, context.RequestAborted));
    }

    private static async Task<IResult> UndoAsync(Guid id, HttpContext context, IIdentityStore store, OperationAnswers answers)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            await JsonReading.ReadAsync<EmptyBody>(context.Request, context.RequestAborted);
        }

        var result = await store.UndoAsync(id, Caller.Of(context).Name, context.RequestAborted);
        return TypedResults.Ok(await answers.WriteAsync(context, id, result));
    }
}
