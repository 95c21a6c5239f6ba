using System.CommandLine;
using ReId.Index;

namespace ReId.Cli.Commands;

/// <summary>Where a gallery's vectors are searched: <c>--vectors</c>, else the environment.</summary>
internal static class VectorsArgument
{
    /// <summary>Read where the option is not given or a command has none: a password on a command line is everybody's who lists processes.</summary>
    public const string Variable = "REID_VECTORS";

    public static Option<string?> Create() => new("--vectors")
    {
        Description = $"PostgreSQL with pgvector in place of the built-in index: Host=…;Database=… or postgres://…; '{GalleryOptions.NoVectorDatabase}' goes back (default: ${Variable})",
        HelpName = "CONNECTION",
    };

    /// <summary>The connection of an option's value, else of the environment; null for neither.</summary>
    public static string? Read(string? option = null) =>
        (option ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } connection ? connection : null;
}
