using Spectre.Console;

namespace ReId.Cli.Output;

/// <summary>Results go to stdout, progress to stderr, so that a pipe sees results only.</summary>
internal static class Terminal
{
    private const int WidthOfAPipe = 200;

    /// <summary>For tables. Made anew each time, because Console.Out may have been set to another writer.</summary>
    public static IAnsiConsole Out => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Prints a line as it is: never wrapped, no markup.</summary>
    public static void Line(string text) => Console.Out.WriteLine(text);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            // Nobody's window: do not wrap tables at the 80 columns that are assumed for it.
            console.Profile.Width = WidthOfAPipe;
        }

        return console;
    }
}
