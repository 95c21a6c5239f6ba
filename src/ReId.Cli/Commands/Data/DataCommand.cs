using System.CommandLine;

namespace ReId.Cli.Commands.Data;

/// <summary><c>reid data</c>: what a network sees of a data set while it is trained.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Look at training data") { PreviewCommand.Create() };
}
