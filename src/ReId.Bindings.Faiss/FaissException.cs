namespace ReId.Bindings.Faiss;

/// <summary>FAISS, or a check of ours in front of it, refused a call; the message says why.</summary>
public class FaissException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">FAISS's own message, or the sentence of our check.</param>
    /// <param name="status">What kind of failure it was.</param>
    public FaissException(string message, NativeStatus status = NativeStatus.EngineError)
        : base(message) => Status = status;

    /// <summary>What kind of failure it was: <see cref="NativeStatus.EngineError"/> where FAISS or a file is at fault.</summary>
    public NativeStatus Status { get; }
}
