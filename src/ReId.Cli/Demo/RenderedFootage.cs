using ReId.Cli.Commands.Synth;

namespace ReId.Cli.Demo;

/// <summary>The films of <c>demo --synthetic</c>: the same people walk from camera to camera, and who is where is known.</summary>
/// <param name="Films">One for each camera.</param>
/// <param name="Start">When all of them begin; UTC.</param>
/// <param name="Fps">Frames a second.</param>
internal sealed record RenderedFootage(string[] Films, DateTimeOffset Start, int Fps)
{
    // One clock for all cameras: the files' own times would say when each had been rendered.
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Renders the films that are not there; those of an earlier run are the same ones and stay.</summary>
    public static RenderedFootage In(string output, DateTimeOffset? start, CancellationToken cancellationToken)
    {
        var request = new FilmRequest(Seed: 1, Cameras: 3, People: 8, Seconds: 20, Fps: 15, Width: 960, Height: 540);
        var root = Path.Combine(output, "footage");
        FilmSet.Write(root, request, cancellationToken);
        return new([.. Enumerable.Range(1, request.Cameras).Select(camera => FilmSet.Film(root, camera))], start ?? s_start, request.Fps);
    }

    public FootageTruth Truth()
    {
        var truth = new FootageTruth(Start, Fps);
        foreach (var film in Films)
        {
            truth.Add(Path.GetFileNameWithoutExtension(film), File.ReadLines(Path.ChangeExtension(film, ".txt")));
        }

        return truth;
    }
}
