namespace ReId.Cli.Demo;

/// <summary>Names the demo's cameras, which must differ: by file, and by folder and file where files share a name.</summary>
internal static class CameraNames
{
    public static IReadOnlyList<(string Video, string Camera)> Of(IReadOnlyList<string> videos)
    {
        var stems = videos.Select(Stem).ToArray();
        var names = videos.Select((video, i) => stems.Count(stem => stem == stems[i]) == 1 ? stems[i] : $"{Parent(video)}-{stems[i]}").ToArray();
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twins
            ? throw new UsageException($"--video: two files give the camera name '{twins.Key}': rename one of them.")
            : [.. videos.Zip(names)];
    }

    private static string Stem(string video)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(video));
        return Directory.Exists(path) ? Path.GetFileName(path) : Path.GetFileNameWithoutExtension(path);
    }

    private static string Parent(string video) =>
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(video)))) ?? "";
}
