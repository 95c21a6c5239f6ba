namespace ReId.Cli;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The work failed; one sentence on stderr says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong; one sentence on stderr says what would be right.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
