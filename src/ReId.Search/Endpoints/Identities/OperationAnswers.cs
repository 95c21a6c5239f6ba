using Microsoft.AspNetCore.Http;
using ReId.Index.Identities;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Events;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Identities;

/// <summary>What follows a change of identities: the audit log, an event, and the answer.</summary>
internal sealed class OperationAnswers(IIdentityStore store, IIdentityNames identities, AuditTrail audit, EventFeed feed)
{
    private const int MostIdentities = 500;

    /// <param name="context">The request.</param>
    /// <param name="target">What it was done to: an identity or an operation.</param>
    /// <param name="result">What was done.</param>
    public async Task<OperationView> WriteAsync(HttpContext context, Guid target, OperationResult result)
    {
        // The change is made: that the caller goes away now must not leave it out of the audit log.
        var word = result.Kind.ToString().ToLowerInvariant();
        await audit.WriteAsync(
            Caller.Of(context), $"identity.{word}", target.ToString(),
            new { result.OperationId, result.IdentityId, crops = result.ChangedCrops }, CancellationToken.None);
        feed.Publish("identity", "", new { result.OperationId, result.Kind, Actor = Caller.Of(context).Name });
        var entry = (await store.OperationAsync(result.OperationId, CancellationToken.None))!;
        return OperationView.Of(entry.Entry) with
        {
            Crops = result.ChangedCrops,
            IdentityId = result.IdentityId,
            Undoes = entry.Undoes,
            Notes = result.Notes,
        };
    }

    public async Task<OperationDetailView> DetailAsync(Guid operation, CancellationToken cancellationToken)
    {
        var detail = await store.OperationAsync(operation, cancellationToken) ?? throw ApiException.Missing($"There is no operation {operation}.");
        var entry = OperationView.Of(detail.Entry);
        return new OperationDetailView
        {
            OperationId = entry.OperationId,
            Kind = entry.Kind,
            At = entry.At,
            Actor = entry.Actor,
            Reason = entry.Reason,
            Crops = entry.Crops,
            UndoneBy = entry.UndoneBy,
            Undoes = detail.Undoes,
            Identities = [.. detail.Identities.Take(MostIdentities).Select(effect => EffectView.Of(effect, identities))],
            MoreIdentities = Math.Max(0, detail.Identities.Count - MostIdentities),
        };
    }
}
