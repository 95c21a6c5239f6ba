namespace OpenCvSharp;

/// <summary>OpenCV's own error codes, as far as it throws them at us; others pass through as bare numbers.</summary>
public enum ErrorCode
{
    StsAssert = -215,
}
