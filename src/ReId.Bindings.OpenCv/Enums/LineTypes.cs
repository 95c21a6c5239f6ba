namespace OpenCvSharp;

/// <summary>How lines are drawn.</summary>
public enum LineTypes
{
    Link8 = 8,
    AntiAlias = 16,
}
