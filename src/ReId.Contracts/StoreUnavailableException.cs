namespace ReId.Contracts;

/// <summary>A store on another machine cannot be reached or refuses us: nothing that whoever asked could do better.</summary>
public sealed class StoreUnavailableException : ReIdException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The sentence that the operator reads; it may name hosts.</param>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the failure behind it.</summary>
    /// <param name="message">The sentence that the operator reads; it may name hosts.</param>
    /// <param name="innerException">What caused it; kept for logs.</param>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
