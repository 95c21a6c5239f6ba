namespace OpenCvSharp;

/// <summary>What stands beyond the edge of an image.</summary>
public enum BorderTypes
{
    Default = 4,
}
