namespace ReId.Model.Embedding.Colour;

/// <summary>
/// A value shared between its two nearest histogram bins, so that a slight change of light moves a little weight
/// instead of all of it.
/// </summary>
internal readonly struct SoftBin
{
    private SoftBin(int low, int high, float highShare)
    {
        Low = low;
        High = high;
        HighShare = highShare;
    }

    public int Low { get; }

    public int High { get; }

    public float HighShare { get; }

    public float LowShare => 1 - HighShare;

    /// <summary>For hue: the last bin is next to the first.</summary>
    public static SoftBin Circular(float value, int bins)
    {
        var position = value * bins;
        var low = (int)position;
        return new SoftBin(low % bins, (low + 1) % bins, position - low);
    }

    /// <summary>For saturation and value, 0 to 1: the outer halves of the outer bins belong to them alone.</summary>
    public static SoftBin Linear(float value, int bins)
    {
        var position = Math.Clamp((value * bins) - 0.5f, 0, bins - 1);
        var low = (int)position;
        return new SoftBin(low, Math.Min(low + 1, bins - 1), position - low);
    }
}
