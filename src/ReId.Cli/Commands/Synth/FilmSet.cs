using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpenCvSharp;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Synthesis.Video;

namespace ReId.Cli.Commands.Synth;

/// <summary>A folder with <c>cameraN.avi</c>, <c>cameraN.txt</c> (who is where, MOT's text format) and <c>scene.json</c>.</summary>
internal static class FilmSet
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The film of a camera, from 1.</summary>
    public static string Film(string root, int camera) => Path.Combine(root, $"camera{camera}.avi");

    /// <summary>Renders the films that are not there yet.</summary>
    /// <returns>How many frames were rendered, and how many a second.</returns>
    /// <exception cref="ReIdException">The folder cannot be written or holds other films.</exception>
    public static (long Rendered, double Rate) Write(string root, FilmRequest request, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"--out {root} cannot be created: name a folder that can be written.", e);
        }

        var recording = new Recording(request.Seed, request.Cameras, request.People, request.Seconds, request.Fps, request.Width, request.Height);
        var cameras = Enumerable.Range(1, request.Cameras).ToArray();
        var geometry = cameras.Select(camera => (camera, place: recording.Geometry(camera)))
            .Select(pair => new { pair.camera, metresAbove = pair.place.Above, radiansDown = pair.place.Tilt, focalPixels = pair.place.Focal });
        Description.Keep(root, "scene.json", JsonSerializer.Serialize(new { request, cameras = geometry }, s_json));

        var missing = cameras.Where(camera => !File.Exists(Film(root, camera))).ToArray();
        using var line = new ProgressLine("rendering");
        var watch = Stopwatch.StartNew();
        long done = 0, total = (long)recording.Frames * missing.Length;
        var rate = 0.0;
        Rendering.Each(
            missing,
            (camera, goOn) => Render(recording, camera, Film(root, camera), request, () =>
            {
                var now = Interlocked.Increment(ref done);
                rate = now / watch.Elapsed.TotalSeconds;
                line.Show(now, total, rate, "frames", TimeSpan.FromSeconds((total - now) / rate));
                goOn();
            }),
            cancellationToken);
        return (done, rate);
    }

    private static void Render(Recording recording, int camera, string path, FilmRequest request, Action rendered)
    {
        // OpenCV chooses the container by the last extension.
        var aside = path + ".part.avi";
        Rendering.Write(path, aside, () =>
        {
            List<Sighting> seen = [];
            using (var writer = new VideoWriter(aside, FourCC.MJPG, request.Fps, new Size(request.Width, request.Height)))
            {
                if (!writer.IsOpened())
                {
                    throw new ReIdException($"{path} cannot be written: OpenCV has no MJPEG writer here, or the folder cannot be written.");
                }

                var film = recording.Film(camera);
                for (var number = 1; number <= recording.Frames; number++)
                {
                    using var picture = film.Render(number, seen);
                    writer.Write(picture);
                    rendered();
                }
            }

            if (!AviFile.IsWhole(aside))
            {
                throw new ReIdException($"{path} cannot be written: it breaks off, as on a full disk; free some space and run the same again.");
            }

            AtomicFile.Write(Path.ChangeExtension(path, ".txt"), stream => stream.Write(Truth(seen)));
        });
    }

    private static byte[] Truth(List<Sighting> seen)
    {
        var truth = new StringBuilder();
        foreach (var (number, identity, box) in seen)
        {
            truth.Append(CultureInfo.InvariantCulture, $"{number},{identity},{box.Left},{box.Top},{box.Width},{box.Height},1,-1,-1,-1\n");
        }

        return Encoding.ASCII.GetBytes(truth.ToString());
    }
}
