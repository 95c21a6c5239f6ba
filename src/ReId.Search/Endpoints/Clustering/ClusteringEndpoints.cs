using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Clustering;
using ReId.Index.Identities;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Identities;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Jobs;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Clustering;

/// <summary><c>/v1/clustering</c>: the nightly runs, and runs in between.</summary>
internal static class ClusteringEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var clustering = routes.MapGroup("/clustering").WithTags("clustering");
        clustering.MapGet("", StateAsync).For(ApiRole.Viewer).Produces<ClusteringView>().WithName("getClustering");
        clustering.MapGet("/runs", ListAsync).For(ApiRole.Viewer).Produces<Page<RunView>>().WithName("listRuns").WithQuery("limit", "cursor");
        clustering.MapPost("/runs", StartAsync).For(ApiRole.Operator).Accepts<RunBody>("application/json")
            .Produces<RunView>(StatusCodes.Status202Accepted).WithName("startRun");
        clustering.MapGet("/runs/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<RunView>().WithName("getRun");
        clustering.MapDelete("/runs/{id:guid}", StopAsync).For(ApiRole.Operator).Produces<RunView>(StatusCodes.Status202Accepted).WithName("stopRun");
    }

    private static async Task<IResult> StateAsync(HttpContext context, ClusteringRunner runner, Nightly nightly, QueryEmbedder embedder)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return TypedResults.Ok(new ClusteringView(
            nightly.Schedule, await nightly.NextAsync(context.RequestAborted), embedder.ModelId,
            runner.Working is { } working ? RunView.Of(working) : null));
    }

    private static async Task<IResult> ListAsync(HttpContext context, IdentityClustering clustering, ClusteringRunner runner, IIdentityStore store)
    {
        var fields = Fields.OfQuery(context.Request);
        var (limit, before) = (Cursors.Limit(fields), Cursors.Time(fields));
        fields.RefuseOthers();
        var page = Page<ClusterRun>.Of(
            await clustering.ListAsync(limit + 1, before, context.RequestAborted), limit, run => Cursors.Write(run.StartedAt.UtcTicks));
        var undone = await store.UndoneAsync([.. page.Items.Select(run => run.RunId)], context.RequestAborted);
        var working = runner.Working;
        return TypedResults.Ok(new Page<RunView>([.. page.Items.Select(run => RunView.Of(run, working, undone))], page.Next));
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, ClusteringRunner runner, QueryEmbedder embedder, ApiOptions options, AuditTrail audit)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var body = await JsonReading.ReadAsync<RunBody>(context.Request, context.RequestAborted);
        var request = new RunRequest { ModelId = body.ModelId ?? embedder.ModelId, Settings = body.Settings(options.Identities.Settings) };
        var working = await BegunAsync(runner, request, context.RequestAborted) ?? throw ApiException.Conflict(
            $"The run {runner.Working?.Request.RunId.ToString() ?? "before"} works still: wait for it, or stop it.");
        await audit.WriteAsync(context, "clustering.start", request.RunId.ToString());
        return TypedResults.Accepted($"/v1/clustering/runs/{request.RunId}", RunView.Of(working));
    }

    private static async Task<WorkingRun?> BegunAsync(ClusteringRunner runner, RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.StartAsync(request, cancellationToken);
        }
        catch (ClusteringSettingException wrong)
        {
            throw ApiException.Bad(wrong.Said(RunBody.FieldOf));
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext context, IdentityClustering clustering, ClusteringRunner runner, IIdentityStore store, OperationAnswers answers)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        if (await clustering.FindAsync(id, context.RequestAborted) is not { } run)
        {
            return runner.Working is { } working && working.Request.RunId == id
                ? TypedResults.Ok(RunView.Of(working)) : throw ApiException.Missing($"There is no clustering run {id}.");
        }

        var view = RunView.Of(run, runner.Working, await store.UndoneAsync([id], context.RequestAborted));
        if (run.State == ClusterRunState.Finished && await store.OperationAsync(id, context.RequestAborted) is not null)
        {
            var detail = await answers.DetailAsync(id, context.RequestAborted);
            view = view with { Identities = detail.Identities, MoreIdentities = detail.MoreIdentities };
        }

        return TypedResults.Ok(view);
    }

    private static async Task<IResult> StopAsync(
        Guid id, HttpContext context, IdentityClustering clustering, ClusteringRunner runner, AuditTrail audit)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var working = runner.Working;
        if (working?.Request.RunId != id || !runner.Stop(id))
        {
            throw await clustering.FindAsync(id, context.RequestAborted) is null
                ? ApiException.Missing($"There is no clustering run {id}.")
                : ApiException.Conflict($"The run {id} does not work any more.");
        }

        await audit.WriteAsync(context, "clustering.stop", id.ToString());
        return TypedResults.Accepted($"/v1/clustering/runs/{id}", RunView.Of(working));
    }
}
