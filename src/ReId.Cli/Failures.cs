using ReId.Contracts;

namespace ReId.Cli;

/// <summary>What becomes of a failure: one sentence on stderr and an exit code, never a stack trace.</summary>
internal static class Failures
{
    // Set to 1 by whoever mends what nobody foresaw.
    private const string DebugVariable = "REID_DEBUG";

    // ENOSPC, as .NET reports it on Linux.
    private const int NoSpaceLeft = 28;

    public static async Task<int> GuardAsync(string helpHint, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Complain(e.Message, helpHint, ExitCodes.Usage);
        }
        catch (ReIdException e)
        {
            return Complain(e.Message, hint: null, ExitCodes.Failure);
        }
        catch (InterruptedException e)
        {
            return Complain(e.Message, hint: null, ExitCodes.Interrupted);
        }
        catch (OperationCanceledException)
        {
            return Complain("interrupted; what was stored before stays", hint: null, ExitCodes.Interrupted);
        }
        catch (IOException e) when (e.HResult == NoSpaceLeft || e.Message.Contains("No space left", StringComparison.Ordinal))
        {
            return Complain($"the disk is full ({e.Message}): free some space and run the same command again", hint: null, ExitCodes.Failure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(e.Message, hint: null, ExitCodes.Failure);
        }
        catch (Exception e)
        {
            return await UnforeseenAsync(e).ConfigureAwait(false);
        }
    }

    private static async Task<int> UnforeseenAsync(Exception e)
    {
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
        }

        var firstLine = e.Message.Split('\n', 2)[0].TrimEnd();
        return Complain(
            $"unexpected failure ({e.GetType().Name}): {firstLine}", $"Run it again with {DebugVariable}=1 for the details.", ExitCodes.Failure);
    }

    private static int Complain(string message, string? hint, int code)
    {
        Console.Error.WriteLine($"reid: {message.TrimEnd('.')}.");
        if (hint is not null)
        {
            Console.Error.WriteLine(hint);
        }

        return code;
    }
}
