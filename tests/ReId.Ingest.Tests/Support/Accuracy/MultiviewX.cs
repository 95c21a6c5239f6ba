using System.Globalization;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;
using ReId.Testing;

namespace ReId.Ingest.Tests.Support.Accuracy;

/// <summary>Frames of the synthetic MultiviewX set, of which every person is known; skipped where it is absent.</summary>
internal static class MultiviewX
{
    public const int Cameras = 6;

    // A line is frame, person, then x and y of the eight corners of the person's cuboid and of the foot.
    private const int FirstCorner = 2;
    private const int AfterCorners = FirstCorner + 16;

    public static string FolderOrSkip()
    {
        var folder = RepositoryPaths.FindInShared("data/multiviewx");
        Assert.SkipWhen(folder is null, "shared/data/multiviewx is not on this machine");
        return folder!;
    }

    public static Frame Frame(string folder, int camera, int number)
    {
        var image = new Mat(Path.Combine(folder, "Image_subsets", $"C{camera}", $"{number:0000}.jpg"));
        return Frames.Of(image, number, $"C{camera}");
    }

    /// <summary>Everybody in a frame, however hidden, with the part of the box that lies in the picture.</summary>
    public static IReadOnlyList<(int Person, PixelBox Box)> Truth(string folder, int camera, int number, Size frame) => [.. (
        from line in File.ReadLines(Path.Combine(folder, "matchings", $"Camera{camera}.txt"))
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length >= AfterCorners && int.Parse(words[0], CultureInfo.InvariantCulture) == number + 1
        let corners = words[FirstCorner..AfterCorners].Select(w => double.Parse(w, CultureInfo.InvariantCulture)).ToArray()
        let box = Around(corners, frame)
        where box is { Width: > 4, Height: > 10 }
        select (Math.Abs(int.Parse(words[1], CultureInfo.InvariantCulture)), box))];

    private static PixelBox Around(double[] corners, Size frame)
    {
        var (xs, ys) = (corners.Where((_, i) => i % 2 == 0).ToArray(), corners.Where((_, i) => i % 2 == 1).ToArray());
        return ReId.Ingest.Detection.Clipping.Inside(frame, xs.Min(), ys.Min(), xs.Max(), ys.Max());
    }
}
