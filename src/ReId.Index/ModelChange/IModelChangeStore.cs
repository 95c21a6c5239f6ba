using ReId.Contracts;

namespace ReId.Index.ModelChange;

/// <summary>The change of model of a gallery, durable.</summary>
public interface IModelChangeStore
{
    /// <summary>What holds now.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<ModelChangeState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Changes it in one step; two changes at once come one after the other.</summary>
    /// <param name="change">From what holds to what shall hold; may throw to refuse.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <exception cref="ReIdException">Thrown by <paramref name="change"/>.</exception>
    Task<ModelChangeState> UpdateAsync(Func<ModelChangeState, ModelChangeState> change, CancellationToken cancellationToken);

    /// <summary>How many crops have no vector of a model.</summary>
    /// <param name="modelId">The model; an unknown one lacks all.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    Task<long> CountMissingAsync(string modelId, CancellationToken cancellationToken);
}
