using ReId.Contracts;

namespace ReId.Index.Identities;

/// <summary>An identity, an operation or a crop that is not there.</summary>
/// <param name="message">The sentence that the user reads.</param>
public sealed class IdentityMissingException(string message) : ReIdException(message);

/// <summary>What is asked for contradicts what was decided or done since.</summary>
/// <param name="message">The sentence that the user reads.</param>
public sealed class IdentityConflictException(string message) : ReIdException(message);
