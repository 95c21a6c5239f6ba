using ReId.Contracts;
using ReId.Index;

namespace ReId.Cli.Demo;

/// <summary>The demo's output folder. A run replaces what an earlier demo left there, and nothing else.</summary>
internal sealed class DemoFolder
{
    public const string SummaryFile = "summary.json";
    private const string PicturePattern = "query-*.jpg";

    // Lies beside the gallery, because the gallery is replaced as a whole.
    private const string MarkerFile = ".made-by-reid-demo";

    public DemoFolder(string path)
    {
        Path = path;
        if (File.Exists(path))
        {
            throw new UsageException($"--out '{path}' is a file: name a folder.");
        }

        Gallery = System.IO.Path.Combine(path, "gallery");
        if (HasGallery && !File.Exists(Marker))
        {
            throw new ReIdException($"{Gallery} was not made by a demo, which would replace it: name another --out folder.");
        }
    }

    public string Path { get; }

    /// <summary>Directory of the gallery.</summary>
    public string Gallery { get; }

    public string Summary => System.IO.Path.Combine(Path, SummaryFile);

    private string Marker => System.IO.Path.Combine(Path, MarkerFile);

    private bool HasGallery => Directory.Exists(Gallery) && Directory.EnumerateFileSystemEntries(Gallery).Any();

    public static string PictureName(int query) => $"query-{query:00}.jpg";

    /// <summary>Removes an earlier demo's results; refuses while another process has its gallery open.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(Marker, "A run of ./reid demo replaces summary.json, the pictures and the gallery here.\n", cancellationToken)
            .ConfigureAwait(false);
        if (ReId.Index.Gallery.Exists(Gallery))
        {
            await GalleryRemoval.RemoveAsync(Gallery, cancellationToken).ConfigureAwait(false);
        }
        else if (HasGallery)
        {
            // A removal was interrupted: no gallery any more, and the marker says that it was a demo's.
            Directory.Delete(Gallery, recursive: true);
        }

        File.Delete(Summary);
        foreach (var picture in Directory.GetFiles(Path, PicturePattern))
        {
            File.Delete(picture);
        }
    }
}
