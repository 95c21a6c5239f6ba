namespace ReId.Bindings.Faiss;

/// <summary>This kind of index cannot do what was asked of it; see <see cref="FaissIndex.Operations"/>.</summary>
public sealed class FaissUnsupportedException : FaissException
{
    internal FaissUnsupportedException(string kind, FaissOperations operation)
        : base($"An index of kind {kind} does not support {operation}.", NativeStatus.InvalidArgument) => Operation = operation;

    /// <summary>The operation that it lacks.</summary>
    public FaissOperations Operation { get; }
}
