using ReId.Contracts;

namespace ReId.Cli;

/// <summary>The command line asks for something that makes no sense; the process exits with code 2.</summary>
internal sealed class UsageException(string message) : ReIdException(message);
