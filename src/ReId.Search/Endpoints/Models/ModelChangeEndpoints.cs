using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Contracts;
using ReId.Index.Access;
using ReId.Index.ModelChange;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Models;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Models;

/// <summary><c>/v1/models/change</c>: from one model to another while everything is served.</summary>
internal static class ModelChangeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var change = routes.MapGroup("/models/change").WithTags("models");
        change.MapGet("", ShowAsync).For(ApiRole.Viewer).Produces<ModelChangeView>().WithName("getModelChange");
        change.MapPost("", StartAsync).For(ApiRole.Admin).Accepts<ModelChangeBody>("application/json")
            .Produces<ModelChangeView>(StatusCodes.Status202Accepted).WithName("startModelChange");
        change.MapDelete("", (HttpContext context, Steps steps) => steps.DoAsync(context, "cancel", state => state.Cancelled()))
            .For(ApiRole.Admin).Produces<ModelChangeView>().WithName("cancelModelChange");
        Step("pause", state => state.Resting(true));
        Step("resume", state => state.Resting(false));
        Step("finish", state => state.Finished());
        change.MapPost("/switch", SwitchAsync).For(ApiRole.Admin).Produces<ModelChangeView>()
            .Produces<ModelChangeView>(StatusCodes.Status202Accepted).WithName("switchModel");
        change.MapPost("/back", BackAsync).For(ApiRole.Admin).Produces<ModelChangeView>().WithName("switchModelBack");

        void Step(string name, Func<ModelChangeState, ModelChangeState> step) =>
            change.MapPost("/" + name, (HttpContext context, Steps steps) => steps.DoAsync(context, name, step))
                .For(ApiRole.Admin).Produces<ModelChangeView>().WithName($"{name}ModelChange");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Steps steps)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return TypedResults.Ok(await steps.ViewAsync(context.RequestAborted));
    }

    private static async Task<IResult> StartAsync(HttpContext context, Steps steps, ServedModels models, ApiOptions options)
    {
        var body = await JsonReading.ReadAsync<ModelChangeBody>(context.Request, context.RequestAborted);
        var file = FileOf(body.Weights, options.ModelFolder);
        var next = await OpenAsync(() => models.Open(file), "'weights'", context.RequestAborted);
        var served = models.Current.Id;
        await steps.DoAsync(context, "start", state => state.Started(new ModelFile(next.Id, file), served));
        return TypedResults.Accepted("/v1/models/change", await steps.ViewAsync(context.RequestAborted));
    }

    private static async Task<IResult> SwitchAsync(HttpContext context, Steps steps, ModelChanges changes)
    {
        await steps.DoAsync(context, "switch", state => state.Switching());
        var missing = await changes.TrySwitchAsync(context.RequestAborted);
        var view = await steps.ViewAsync(context.RequestAborted);
        return missing == 0 ? TypedResults.Ok(view) : TypedResults.Accepted("/v1/models/change", view);
    }

    private static async Task<IResult> BackAsync(HttpContext context, Steps steps, ServedModels models, ModelChanges changes, IModelChangeStore store)
    {
        if ((await store.ReadAsync(context.RequestAborted)).Previous is { } previous)
        {
            if (await changes.CountMissingAsync(previous.ModelId, context.RequestAborted) is > 0 and var missing)
            {
                throw new ApiException(StatusCodes.Status409Conflict, $"{missing} crops have no vector of {previous.ModelId} yet: try again when they have.");
            }

            // Before anything is written: what cannot be opened cannot be served.
            await OpenAsync(() => models.Open(previous), "The model of before", context.RequestAborted);
        }

        var result = await steps.DoAsync(context, "back", state => state.Back());
        await changes.ApplyAsync(context.RequestAborted);
        return result;
    }

    private static async Task<ServedModel> OpenAsync(Func<ServedModel> open, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(open, cancellationToken);
        }
        catch (ReIdException failure)
        {
            throw ApiException.Unusable($"{what} cannot be used: {failure.Message}");
        }
    }

    // A name of a file in the folder and nothing else: a request must not reach other files of the machine.
    private static string FileOf(string? name, string? folder)
    {
        if (folder is null)
        {
            throw ApiException.Unusable("No folder of model files is set up here: './reid serve --models DIR'.");
        }

        if (string.IsNullOrEmpty(name) || name != Path.GetFileName(name) || name is "." or ".." || name.Any(char.IsControl))
        {
            throw ApiException.Bad("'weights' must be the name of a file in the folder of models, like osnet.safetensors.");
        }

        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw ApiException.Missing($"There is no model file '{name}' in the folder of models.");
    }
}
