using System.CommandLine;
using System.CommandLine.Parsing;
using ReId.Cli.Commands;
using ReId.Contracts;

namespace ReId.Cli;

/// <summary>The table of contents: every command, and what becomes of failures.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var root = new RootCommand("ReId finds the same person (or object) again in the pictures of many cameras.")
        {
            DemoCommand.Create(),
            IngestCommand.Create(),
            SearchCommand.Create(),
            GalleryCommand.Create(),
            FeaturesCommand.Create(),
            ModelsCommand.Create(),
        };

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain(ParseProblem.Describe(parsed), HelpHint(parsed), ExitCodes.Usage);
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            return Complain(e.Message, HelpHint(parsed), ExitCodes.Usage);
        }
        catch (ReIdException e)
        {
            return Complain(e.Message, hint: null, ExitCodes.Failure);
        }
        catch (OperationCanceledException)
        {
            return Complain("interrupted; what was indexed before stays", hint: null, ExitCodes.Interrupted);
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            return Complain($"the disk is full ({e.Message}): free some space and run the same command again", hint: null, ExitCodes.Failure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(e.Message, hint: null, ExitCodes.Failure);
        }
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

    private static string HelpHint(ParseResult parsed)
    {
        var path = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            path.Push(command.Command.Name);
        }

        return $"Try './reid {string.Concat(path.Select(name => name + " "))}--help'.";
    }

    // ENOSPC as .NET reports it on Linux.
    private static bool IsDiskFull(IOException e) => e.HResult == 28 || e.Message.Contains("No space left", StringComparison.Ordinal);
}
