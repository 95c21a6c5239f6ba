using System.Globalization;

namespace ReId.Cli.Commands.Synth;

/// <summary>Which films are rendered.</summary>
/// <param name="Seed">The same seed gives the same frames.</param>
/// <param name="Cameras">How many.</param>
/// <param name="People">How many.</param>
/// <param name="Seconds">Length of each film.</param>
/// <param name="Fps">Frames a second.</param>
/// <param name="Width">Of a frame, pixels.</param>
/// <param name="Height">Of a frame, pixels.</param>
internal sealed record FilmRequest(long Seed, int Cameras, int People, int Seconds, int Fps, int Width, int Height)
{
    /// <summary>Reads width x height.</summary>
    /// <exception cref="UsageException">It is no size of a frame.</exception>
    public static (int Width, int Height) Size(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width is >= 160 and <= 3840 && height is >= 120 and <= 2160 && width % 2 == 0 && height % 2 == 0
            ? (width, height)
            : throw new UsageException($"--size {text} is not an even width x height in pixels, 160x120 to 3840x2160, as in 1280x720.");
    }
}
