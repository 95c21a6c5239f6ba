namespace ReId.Contracts;

/// <summary>
/// A failure that its message explains completely to a user: one sentence naming the file, option or field, what is
/// wrong and what would be right. The command line prints it without a stack trace and exits with code 1.
/// </summary>
public class ReIdException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The sentence that the user reads.</param>
    public ReIdException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the failure behind it.</summary>
    /// <param name="message">The sentence that the user reads.</param>
    /// <param name="innerException">What caused it; kept for logs.</param>
    public ReIdException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
