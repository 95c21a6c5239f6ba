using ReId.Contracts;

namespace ReId.Search.Pictures;

/// <summary>Which part of a picture is meant: all of it, a box, or somebody who is found in it.</summary>
/// <param name="Box">The box; null for none.</param>
/// <param name="Detect">Look for people.</param>
/// <param name="Choose">Which of them, from 0; null for the most certain.</param>
internal sealed record PictureSelection(PixelBox? Box, bool Detect, int? Choose)
{
    public static PictureSelection Whole { get; } = new(null, false, null);
}

/// <summary>Somebody who was found in a picture.</summary>
/// <param name="X">Left edge, pixels.</param>
/// <param name="Y">Upper edge, pixels.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="Height">Height, pixels.</param>
/// <param name="Score">Confidence of the detector, 0 to 1.</param>
public sealed record FoundPerson(int X, int Y, int Width, int Height, float Score);

/// <summary>The part of a picture that is meant, encoded, and what it took to find it.</summary>
internal sealed record SelectedPicture
{
    public required ReadOnlyMemory<byte> Encoded { get; init; }

    public required PixelBox Box { get; init; }

    public IReadOnlyList<FoundPerson> People { get; init; } = [];

    public int? Chosen { get; init; }

    public double DecodeMs { get; init; }

    public double DetectMs { get; init; }
}
