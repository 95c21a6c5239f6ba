using OpenCvSharp;

namespace ReId.Synthesis.Video;

/// <summary>Where a person is seen in a frame.</summary>
/// <param name="Frame">From 1.</param>
/// <param name="Identity">From 1.</param>
/// <param name="Box">Pixels, cut at the frame's edges.</param>
public readonly record struct Sighting(int Frame, int Identity, Rect Box);
