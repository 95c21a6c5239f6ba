using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources.Formats;

namespace ReId.Ingest.Sources;

/// <summary>Image files in the order of their names. What does not decode is skipped, counted and logged.</summary>
internal sealed class ImageFilesSource(
    string path, IReadOnlyList<string> files, string camera, FrameSourceOptions options, ILogger logger,
    IReadOnlyList<long>? numbers = null, bool rateIsAssumed = false) : IFrameSource
{
    private readonly List<string> _warnings = rateIsAssumed
        ? [$"{path} is taken for {options.FolderFps} pictures a second: give folder-fps if it has another rate, or its folder if each picture stands alone."]
        : [];

    public string Camera { get; } = camera;

    public bool IsSequence => options.FolderFps is not null;

    public TimeSpan Interval => options.FolderFps is { } rate ? options.IntervalAt(rate) : TimeSpan.Zero;

    public long? ExpectedFrames => options is { FolderFps: { } rate, Fps: { } fps } && fps < rate
        ? (long)Math.Ceiling((Number(files.Count - 1) + 1) * fps / rate)
        : files.Count;

    public int Skipped { get; private set; }

    public IReadOnlyList<string> Warnings => _warnings;

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = options.Start ?? LastWrite(files[0]);
        var sampler = new FrameSampler(IsSequence ? options.Fps : null);
        var decoded = 0;
        for (var i = 0; i < files.Count; i++)
        {
            var position = options.FolderFps is { } rate ? TimeSpan.FromSeconds(Number(i) / rate) : TimeSpan.Zero;
            if (!sampler.Keep(position))
            {
                continue;
            }

            if (await TryDecodeAsync(files[i], cancellationToken).ConfigureAwait(false) is { } image)
            {
                decoded++;
                var captured = IsSequence || options.Start is not null ? start + position : LastWrite(files[i]);
                yield return new Frame(Camera, Number(i), captured, image);
            }
        }

        if (decoded == 0)
        {
            throw new ReIdException(files.Count == 1
                ? $"{files[0]} is not an image that can be decoded: a whole JPEG, PNG, BMP, WebP or TIFF file would do."
                : $"None of the {files.Count} images in {path} can be decoded: whole JPEG, PNG, BMP, WebP or TIFF files would do.");
        }
    }

    public void Dispose()
    {
    }

    /// <summary>A missing number of a sequence is time that passed.</summary>
    private long Number(int i) => numbers is null ? i : numbers[i] - numbers[0];

    private async Task<Mat?> TryDecodeAsync(string file, CancellationToken cancellationToken)
    {
        string reason;
        try
        {
            var bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            if (ImageBytes.Flaw(bytes) is not { } flaw)
            {
                var image = Cv2.ImDecode(bytes, ImreadModes.Color);
                if (!image.Empty())
                {
                    return image;
                }

                image.Dispose();
                flaw = "its content is not an image";
            }

            reason = flaw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OpenCVException)
        {
            reason = e.Message;
        }

        Skipped++;
        _warnings.Add($"{file} was skipped: {reason}.");
        IngestLog.ImageSkipped(logger, file, reason);
        return null;
    }

    private static DateTimeOffset LastWrite(string file) => new(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
}
