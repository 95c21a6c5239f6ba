using Microsoft.AspNetCore.Http;
using ReId.Contracts;
using ReId.Index.ModelChange;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Models;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Models;

/// <summary>Takes a step of the change, notes who asked for it, and shows what holds then.</summary>
internal sealed class Steps(IModelChangeStore store, ModelChanges changes, ServedModels models, AuditTrail audit)
{
    public async Task<IResult> DoAsync(HttpContext context, string name, Func<ModelChangeState, ModelChangeState> step)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        ModelChangeState state;
        try
        {
            state = await store.UpdateAsync(step, context.RequestAborted);
        }
        catch (ReIdException refused)
        {
            throw new ApiException(StatusCodes.Status409Conflict, refused.Message);
        }

        changes.Poke();
        await audit.WriteAsync(context, $"model.{name}", state.Next?.ModelId ?? state.Served?.ModelId, new { previous = state.Previous?.ModelId });
        return TypedResults.Ok(await ViewAsync(context.RequestAborted));
    }

    public async Task<ModelChangeView> ViewAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        return new ModelChangeView(
            models.Current.Id, await ProgressAsync(state.Next), state.Paused, state.SwitchWhenComplete, await ProgressAsync(state.Previous));

        async Task<ModelProgressView?> ProgressAsync(ModelFile? file) => file is null
            ? null
            : new ModelProgressView(file.ModelId, await changes.CountMissingAsync(file.ModelId, cancellationToken), changes.Unusable(file.ModelId));
    }
}
