using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Identities;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Identities;

/// <summary>What operators say about identities; every request is one step of the history.</summary>
internal static class DecisionEndpoints
{
    private const int LongestName = 200;
    private const int MostMerged = 100;
    private const int MostCrops = 1000;

    private delegate Task<OperationResult> OnCrops(
        IIdentityStore store, Guid id, Guid[] crops, bool exact, string actor, CancellationToken cancellationToken);

    public static void Map(RouteGroupBuilder identities)
    {
        identities.MapPatch("/{id:guid}", PatchAsync).For(ApiRole.Operator).Accepts<IdentityPatch>("application/json")
            .Produces<IdentityView>().WithName("changeIdentity");
        identities.MapPost("/merge", MergeAsync).For(ApiRole.Operator).Accepts<MergeBody>("application/json")
            .Produces<OperationView>().WithName("mergeIdentities");
        MapOnCrops(identities, "split", (store, id, crops, exact, actor, token) => store.SplitAsync(id, crops, exact, actor, token));
        MapOnCrops(identities, "confirm", (store, id, crops, exact, actor, token) => store.ConfirmAsync(id, crops, exact, actor, token));
        MapOnCrops(identities, "reject", (store, id, crops, exact, actor, token) => store.RejectAsync(id, crops, exact, actor, token));
    }

    private static void MapOnCrops(RouteGroupBuilder identities, string word, OnCrops act) => identities.MapPost(
            $"/{{id:guid}}/{word}",
            async (Guid id, HttpContext context, IIdentityStore store, OperationAnswers answers) =>
            {
                var body = await ReadAsync<CropsBody>(context);
                var crops = Ids("cropIds", body.CropIds, MostCrops);
                var result = await act(store, id, crops, body.Exact ?? false, Caller.Of(context).Name, context.RequestAborted);
                return TypedResults.Ok(await answers.WriteAsync(context, id, result));
            })
        .For(ApiRole.Operator).Accepts<CropsBody>("application/json").Produces<OperationView>().WithName($"{word}Crops");

    private static async Task<IResult> PatchAsync(Guid id, HttpContext context, IIdentityStore store, OperationAnswers answers)
    {
        var body = await ReadAsync<IdentityPatch>(context);
        var (named, name) = Name(body.Name);
        if (!named && body.Hidden is null)
        {
            throw ApiException.Bad("Name at least one of 'name' and 'hidden'.");
        }

        var actor = Caller.Of(context).Name;
        if (named)
        {
            await answers.WriteAsync(context, id, await store.NameAsync(id, name, actor, context.RequestAborted));
        }

        if (body.Hidden is { } hidden)
        {
            await answers.WriteAsync(context, id, await store.HideAsync(id, hidden, actor, context.RequestAborted));
        }

        return TypedResults.Ok(IdentityView.Of(await IdentityEndpoints.FindAsync(store, id, context.RequestAborted)));
    }

    private static async Task<IResult> MergeAsync(HttpContext context, IIdentityStore store, OperationAnswers answers)
    {
        var body = await ReadAsync<MergeBody>(context);
        var into = body.Into ?? throw ApiException.Bad("'into' must name the identity that keeps its id.");
        var from = Ids("from", body.From, MostMerged);
        var result = await store.MergeAsync(into, from, Caller.Of(context).Name, context.RequestAborted);
        return TypedResults.Ok(await answers.WriteAsync(context, into, result));
    }

    private static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return await JsonReading.ReadAsync<T>(context.Request, context.RequestAborted);
    }

    private static Guid[] Ids(string name, Guid[]? ids, int most) => ids is { Length: > 0 } && ids.Length <= most
        ? [.. ids.Distinct()]
        : throw ApiException.Bad($"'{name}' must hold 1 to {most} ids, not {ids?.Length ?? 0}.");

    private static (bool Given, string? Name) Name(JsonElement given)
    {
        switch (given.ValueKind)
        {
            case JsonValueKind.Undefined:
                return (false, null);
            case JsonValueKind.Null:
                return (true, null);
            case JsonValueKind.String when Text(given)?.Trim() is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl):
                return (true, text);
            default:
                throw ApiException.Bad($"'name' must have 1 to {LongestName} characters and no control characters, or be null.");
        }
    }

    private static string? Text(JsonElement given)
    {
        try
        {
            return given.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }
}
