using Spectre.Console;

namespace ReId.Cli.Output;

/// <summary>Results go to stdout, progress to stderr, so that a pipe sees results only.</summary>
internal static class Terminal
{
    private const int WidthOfAPipe = 132;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

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
