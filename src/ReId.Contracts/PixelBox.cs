namespace ReId.Contracts;

/// <summary>An axis-aligned box in pixels of the source frame; (X, Y) is the upper left corner.</summary>
/// <param name="X">Left edge, pixels.</param>
/// <param name="Y">Upper edge, pixels.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="Height">Height, pixels.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height);
