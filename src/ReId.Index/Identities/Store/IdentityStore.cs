using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>The identities of a gallery: state in memory, every change in the database first.</summary>
public sealed partial class IdentityStore : IIdentityStore
{
    private readonly IGalleryContextFactory _contexts;
    private readonly IdentityJournal _journal;
    private readonly IdentityLookup _lookup = new();
    private readonly MonotonicClock _clock;
    private readonly Func<CancellationToken, Task<int>> _hold;
    private readonly SemaphoreSlim _turn = new(1);
    private IdentityState _state = new();
    private int _losses;

    private IdentityStore(IGalleryContextFactory contexts, Func<CancellationToken, Task<int>> hold, TimeProvider time)
    {
        _contexts = contexts;
        _hold = hold;
        _journal = new IdentityJournal(contexts);
        _clock = new MonotonicClock(time);
    }

    /// <inheritdoc/>
    public IIdentityLookup Lookup => _lookup;

    internal IdentityState State => _state;

    internal bool KnowsNobody => _lookup.IsEmpty;

    /// <summary>Reads the identities of an open gallery, and tells its searches of them.</summary>
    /// <param name="gallery">The gallery.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<IdentityStore> OpenAsync(Gallery gallery, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        var store = new IdentityStore(gallery.Contexts, gallery.HoldAsync, time ?? TimeProvider.System);
        await store.ReloadAsync(cancellationToken);
        gallery.Identities = store._lookup;
        gallery.Removed = crops => store.ForgetAsync(crops, CancellationToken.None);
        gallery.AroundIdentities = store.AroundAsync;
        return store;
    }

    internal async Task<OperationResult> ChangeAsync(
        string actor, Guid? about, Func<OperationMaker, Operation> make, CancellationToken cancellationToken) =>
        (await TryChangeAsync(actor, about, make, cancellationToken))!;

    /// <summary>As <see cref="ChangeAsync"/>; nothing happens where there is nothing to do (null).</summary>
    internal async Task<OperationResult?> TryChangeAsync(
        string actor, Guid? about, Func<OperationMaker, Operation?> make, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await HoldAsync(cancellationToken);
            if (make(new OperationMaker(_state, actor, _clock.Next)) is not { } operation)
            {
                return null;
            }

            var created = operation.Changes.OfType<IdentityChange>().FirstOrDefault(change => change.Before is null)?.IdentityId;
            var subject = about is { } id ? _state.Resolve(id) : (Guid?)null;
            return await CommitAsync(operation, operation.Kind == OperationKind.Run ? null : created ?? subject, [], cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<OperationResult> CommitAsync(
        Operation operation, Guid? about, IEnumerable<string> notes, CancellationToken cancellationToken)
    {
        operation = await WithoutGoneAsync(operation, cancellationToken);
        _state.Apply(operation.Changes);
        try
        {
            if (await FindViolationAsync(cancellationToken) is var (crop, decision))
            {
                throw new IdentityConflictException(
                    $"That contradicts a decision by {decision.MadeBy} of {decision.MadeAt:yyyy-MM-dd HH:mm} UTC about crop {crop}: undo that one first.");
            }

            await _journal.CommitAsync(operation, cancellationToken);
        }
        catch
        {
            _state.Revert(operation.Changes);
            throw;
        }

        foreach (var change in operation.Changes.OfType<IdentityChange>())
        {
            _lookup.SetIdentity(change.IdentityId, change.After);
        }

        var crops = operation.Changes.OfType<AssignmentChange>().ToList();
        foreach (var change in crops)
        {
            _lookup.Set(change.CropId, change.After?.IdentityId);
        }

        var made = operation.Changes.OfType<DecisionChange>().Where(change => change.Holds).Select(change => change.Decision.Id).ToHashSet();
        return new OperationResult
        {
            OperationId = operation.Id,
            Kind = operation.Kind,
            IdentityId = about,
            ChangedCrops = crops.Count(change => change.Before?.IdentityId != change.After?.IdentityId),
            Notes = [.. notes, .. _state.Rules.Conflicts.Where(conflict => made.Contains(conflict.Later.Id) && !made.Contains(conflict.Earlier.Id))
                .DistinctBy(conflict => conflict.Earlier.Id).Select(conflict => conflict.Explanation)],
        };
    }

    private async Task<(Guid Crop, Decision Decision)?> FindViolationAsync(CancellationToken cancellationToken)
    {
        var broken = _state.Violations().ToList();
        var there = broken.Count == 0 ? [] : await ExistingAsync(broken.Select(violation => violation.Crop), cancellationToken);
        return broken.Where(violation => there.Contains(violation.Crop)).Select(violation => ((Guid, Decision)?)violation).FirstOrDefault();
    }

    private async Task<HashSet<Guid>> ExistingAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = _contexts.CreateContext();
        return [.. await crops.InChunksAsync(chunk => context.Crops.AsNoTracking().Where(row => chunk.Contains(row.Id))
            .Select(row => row.Id).ToListAsync(cancellationToken))];
    }

    /// <summary>Crops may have left the gallery since: nothing can be said of them any more.</summary>
    private async Task<Operation> WithoutGoneAsync(Operation operation, CancellationToken cancellationToken)
    {
        var crops = operation.Changes.OfType<AssignmentChange>().Select(change => change.CropId).Distinct().ToList();
        var there = await ExistingAsync(crops, cancellationToken);
        if (there.Count == crops.Count)
        {
            return operation;
        }

        Forget([.. crops.Where(crop => !there.Contains(crop))]);
        return operation with { Changes = [.. operation.Changes.Where(change => change is not AssignmentChange crop || there.Contains(crop.CropId))] };
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        _losses = await _hold(cancellationToken);
        await ReadAsync(cancellationToken);

        // Removed by a process that was killed before it could say so.
        var decided = _state.Decisions.Values.SelectMany(decision => decision.Crops).ToHashSet();
        decided.ExceptWith(await ExistingAsync(decided, cancellationToken));
        if (decided.Count > 0)
        {
            await ForgetAsync(decided, cancellationToken);
        }
    }
}
