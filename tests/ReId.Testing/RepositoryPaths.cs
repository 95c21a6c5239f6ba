namespace ReId.Testing;

/// <summary>Where tests find the repository and the data beside it.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds ReId.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder <c>shared</c> beside the checkout, or null on a machine without it.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>A file or folder under <c>shared</c>, or null where it is absent.</summary>
    /// <param name="relative">Path below <c>shared</c>, e.g. <c>data/weights/reid/osnet_x0_25_msmt17.pth</c>.</param>
    public static string? FindInShared(string relative)
    {
        if (Shared is null)
        {
            return null;
        }

        var path = Path.Combine(Shared, relative);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>
    /// A golden file: from <c>shared/golden</c> when present, else from the copy in <c>tests/golden</c>.
    /// </summary>
    /// <param name="relative">Path below the golden folder, e.g. <c>osnet/architecture__osnet_x0_25.json</c>.</param>
    /// <exception cref="FileNotFoundException">Neither place has it.</exception>
    public static string Golden(string relative)
    {
        var path = FindInShared(Path.Combine("golden", relative)) ?? Path.Combine(Root, "tests", "golden", relative);
        return File.Exists(path) ? path : throw new FileNotFoundException($"no golden file {relative}", path);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReId.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no ReId.sln above {AppContext.BaseDirectory}");
    }

    private static string? FindShared()
    {
        var shared = Environment.GetEnvironmentVariable("REID_SHARED") ?? Path.Combine(Root, "..", "shared");
        return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
    }
}
