using ReId.Contracts;

namespace ReId.Index.Erasure;

/// <summary>What shall be erased or exported is not there.</summary>
/// <param name="message">One sentence.</param>
public sealed class ErasureMissingException(string message) : ReIdException(message);
