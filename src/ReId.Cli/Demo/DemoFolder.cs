using ReId.Contracts;

namespace ReId.Cli.Demo;

/// <summary>The demo's output folder. A run replaces what an earlier run left there, and nothing else.</summary>
internal sealed class DemoFolder
{
    public const string SummaryFile = "summary.json";
    private const string PicturePattern = "query-*.jpg";

    public DemoFolder(string path)
    {
        Path = path;
        if (File.Exists(path))
        {
            throw new UsageException($"--out '{path}' is a file: name a folder.");
        }

        Directory.CreateDirectory(path);
        Gallery = System.IO.Path.Combine(path, "gallery");
        RemoveEarlierRun();
    }

    public string Path { get; }

    /// <summary>Directory of the gallery.</summary>
    public string Gallery { get; }

    public string Summary => System.IO.Path.Combine(Path, SummaryFile);

    public static string PictureName(int query) => $"query-{query:00}.jpg";

    private void RemoveEarlierRun()
    {
        if (ReId.Index.Gallery.Exists(Gallery))
        {
            Directory.Delete(Gallery, recursive: true);
        }
        else if (Directory.Exists(Gallery) && Directory.EnumerateFileSystemEntries(Gallery).Any())
        {
            throw new ReIdException($"{Gallery} is not a gallery of an earlier demo: name another --out folder.");
        }

        File.Delete(Summary);
        foreach (var picture in Directory.GetFiles(Path, PicturePattern))
        {
            File.Delete(picture);
        }
    }
}
