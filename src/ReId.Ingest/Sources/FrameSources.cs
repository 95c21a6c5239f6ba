using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReId.Contracts;
using ReId.Ingest.Sources.Live;

namespace ReId.Ingest.Sources;

/// <summary>Opens a path as the source that fits it.</summary>
public static class FrameSources
{
    private static readonly string[] s_imageExtensions = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Whether this names a camera (a stream's URL, a webcam) rather than footage.</summary>
    /// <param name="path">What the user typed.</param>
    /// <exception cref="ReIdException">It is a URL of an unknown kind.</exception>
    public static bool IsCamera(string path) => CameraAddress.TryParse(path) is not null;

    /// <summary>How messages and lists name a source: never with a password.</summary>
    /// <param name="path">What the user typed.</param>
    public static string Shown(string path) => CameraAddress.TryParse(path)?.Shown ?? path;

    /// <summary>
    /// Opens a video file, a folder of images (not its subfolders), a numbered sequence (<c>frame_%04d.jpg</c>), a single
    /// image, a stream (<c>rtsp://</c>, <c>http://</c>) or a webcam (<c>0</c>, <c>webcam:0</c>, <c>/dev/video0</c>). A camera
    /// is not connected to before it is read, and then for ever.
    /// </summary>
    /// <param name="path">The file, folder, pattern, URL or number.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="logger">Told about pictures that are skipped and files that end early.</param>
    /// <exception cref="ReIdException">There is nothing at the path, or nothing in it that decodes.</exception>
    public static IFrameSource Open(string path, FrameSourceOptions? options = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new FrameSourceOptions();
        options.Validate();
        logger ??= NullLogger.Instance;
        if (CameraAddress.TryParse(path) is { } address)
        {
            return options.Start is null
                ? new LiveSource(address, options.Camera ?? address.Name, options, logger)
                : throw new ReIdException($"--start is for footage, but {address.Shown} is a camera, whose frames are timed as they arrive: leave it out.");
        }

        if (NumberedFiles.TryFind(path) is { } numbered)
        {
            return new ImageFilesSource(
                path, numbered.Files, options.Camera ?? numbered.Name, options with { FolderFps = options.FolderFps ?? NumberedFiles.AssumedRate },
                logger, numbered.Numbers, rateIsAssumed: options.FolderFps is null);
        }

        if (Directory.Exists(path))
        {
            return OpenFolder(path, options, logger);
        }

        if (!File.Exists(path))
        {
            throw new ReIdException($"{path} does not exist: give a video file, a folder of images, a stream's URL or a webcam's number.");
        }

        return IsImage(path)
            ? new ImageFilesSource(path, [path], Name(path, options, Path.GetFileNameWithoutExtension), options, logger)
            : VideoFileSource.Open(path, Name(path, options, Path.GetFileNameWithoutExtension), options, logger);
    }

    private static ImageFilesSource OpenFolder(string path, FrameSourceOptions options, ILogger logger)
    {
        string[] files = [.. Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new ReIdException(
                $"The folder {path} holds no images: files ending in {string.Join(", ", s_imageExtensions)} would do.");
        }

        return new ImageFilesSource(path, files, Name(path, options, Path.GetFileName), options, logger);
    }

    private static bool IsImage(string path) =>
        s_imageExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Name(string path, FrameSourceOptions options, Func<string, string?> nameOf)
    {
        var name = options.Camera ?? nameOf(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return string.IsNullOrEmpty(name) ? path : name;
    }
}
