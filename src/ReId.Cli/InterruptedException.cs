namespace ReId.Cli;

/// <summary>Ctrl-C ended work that can be gone on with; the process exits with code 130.</summary>
/// <param name="message">What lies where, and how to go on: a sentence.</param>
internal sealed class InterruptedException(string message) : OperationCanceledException(message);
