namespace OpenCvSharp;

/// <summary>Parameters of the encoders.</summary>
public enum ImwriteFlags
{
    JpegQuality = 1,
    PngCompression = 16,
    WebPQuality = 64,
}
