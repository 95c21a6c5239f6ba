using System.CommandLine;
using ReId.Index;

namespace ReId.Cli.Commands;

/// <summary>The kind of a gallery's vector index: <c>--index</c>, else the environment, else by size.</summary>
internal static class IndexArgument
{
    /// <summary>Read where the option is not given or a command has none, so that all commands on a gallery agree.</summary>
    public const string Variable = "REID_INDEX";

    public static Option<string?> Create() => new("--index")
    {
        Description = $"Kind of vector index: {string.Join(", ", GalleryOptions.IndexKinds)} (default: ${Variable}, else auto: by size)",
        HelpName = "KIND",
    };

    /// <exception cref="UsageException">There is no such kind.</exception>
    public static string Read(string? option = null)
    {
        var (name, from) = option is null ? (Environment.GetEnvironmentVariable(Variable), Variable) : (option, "--index");
        return name is not { Length: > 0 } ? GalleryOptions.DefaultIndexKind
            : GalleryOptions.IndexKinds.Contains(name) ? name
            : throw new UsageException($"{from} '{name}' is no kind of index: choose {string.Join(", ", GalleryOptions.IndexKinds)}.");
    }
}
