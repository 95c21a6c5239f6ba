using ReId.Index.ModelChange;

namespace ReId.Search.Tests.Models;

/// <summary>Tells when what holds was read: that is how each round of the work on a change begins.</summary>
internal sealed class WatchedStore(IModelChangeStore store) : IModelChangeStore
{
    private TaskCompletionSource _next = New();

    /// <summary>Done when the next reading begins.</summary>
    public Task NextRead => Volatile.Read(ref _next).Task;

    public Task<ModelChangeState> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _next, New()).SetResult();
        return store.ReadAsync(cancellationToken);
    }

    public Task<ModelChangeState> UpdateAsync(Func<ModelChangeState, ModelChangeState> change, CancellationToken cancellationToken) =>
        store.UpdateAsync(change, cancellationToken);

    public Task<long> CountMissingAsync(string modelId, CancellationToken cancellationToken) => store.CountMissingAsync(modelId, cancellationToken);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
