namespace OpenCvSharp;

/// <summary>What a capture can be asked.</summary>
public enum VideoCaptureProperties
{
    PosMsec = 0,
    PosFrames = 1,
    Fps = 5,
    FourCC = 6,
    FrameCount = 7,
    Format = 8,
}
