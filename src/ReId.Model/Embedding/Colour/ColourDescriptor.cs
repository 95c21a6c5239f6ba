namespace ReId.Model.Embedding.Colour;

/// <summary>
/// The classical baseline of person re-identification: colour histograms over horizontal stripes. Square roots make
/// the inner product of two descriptors the mean Bhattacharyya coefficient of their stripes (Hellinger kernel).
/// </summary>
/// <param name="height">Height of the pictures, pixels, at least <see cref="ColourLayout.Stripes"/>.</param>
/// <param name="width">Width of the pictures, pixels.</param>
internal sealed class ColourDescriptor(int height, int width)
{
    private readonly float[] _mask = BuildMask(width);

    /// <summary>Describes all pictures of a batch, several at a time.</summary>
    /// <param name="batch">Pictures of the descriptor's size.</param>
    /// <param name="features">Room for N×<see cref="ColourLayout.Dimension"/> values, row-major; overwritten.</param>
    /// <param name="parallel">How many at a time.</param>
    public unsafe void Compute(PixelBatch batch, Span<float> features, ParallelOptions parallel)
    {
        fixed (float* pinned = features)
        {
            // A lambda cannot hold a span; the address stays valid until the loop has ended.
            var address = (IntPtr)pinned;
            Parallel.For(0, batch.Count, parallel, i => Compute(
                batch.Slot(i), new Span<float>((float*)address + ((long)i * ColourLayout.Dimension), ColourLayout.Dimension)));
        }
    }

    private void Compute(ReadOnlySpan<byte> rgb, Span<float> features)
    {
        features.Clear();
        var light = GreyWorld.Estimate(rgb);
        for (var y = 0; y < height; y++)
        {
            var stripe = y * ColourLayout.Stripes / height;
            var histogram = features.Slice(stripe * ColourLayout.StripeSize, ColourLayout.StripeSize);
            var row = rgb.Slice(y * width * PixelBatch.Channels, width * PixelBatch.Channels);
            for (var x = 0; x < width; x++)
            {
                var pixel = row.Slice(x * PixelBatch.Channels, PixelBatch.Channels);
                Add(histogram, Corrected(pixel, light), _mask[x]);
            }
        }

        for (var stripe = 0; stripe < ColourLayout.Stripes; stripe++)
        {
            var histogram = features.Slice(stripe * ColourLayout.StripeSize, ColourLayout.StripeSize);
            TakeRoots(histogram[..ColourLayout.ChromaSize], 1 - ColourLayout.ValueShare);
            TakeRoots(histogram[ColourLayout.ChromaSize..], ColourLayout.ValueShare);
        }
    }

    private static Hsv Corrected(ReadOnlySpan<byte> pixel, GreyWorld light) => Hsv.FromRgb(
        Math.Min(pixel[0] * light.Red / 255, 1),
        Math.Min(pixel[1] * light.Green / 255, 1),
        Math.Min(pixel[2] * light.Blue / 255, 1));

    private static void Add(Span<float> histogram, Hsv colour, float weight)
    {
        var hue = SoftBin.Circular(colour.Hue, ColourLayout.HueBins);
        var saturation = SoftBin.Linear(colour.Saturation, ColourLayout.SaturationBins);
        var value = SoftBin.Linear(colour.Value, ColourLayout.ValueBins);

        // The hue of a dark pixel is mostly noise, so it counts less.
        var chroma = weight * MathF.Sqrt(colour.Value);
        AddChroma(histogram, hue.Low, hue.LowShare * chroma, saturation);
        AddChroma(histogram, hue.High, hue.HighShare * chroma, saturation);
        histogram[ColourLayout.ChromaSize + value.Low] += value.LowShare * weight;
        histogram[ColourLayout.ChromaSize + value.High] += value.HighShare * weight;
    }

    private static void AddChroma(Span<float> histogram, int hue, float weight, SoftBin saturation)
    {
        histogram[(hue * ColourLayout.SaturationBins) + saturation.Low] += saturation.LowShare * weight;
        histogram[(hue * ColourLayout.SaturationBins) + saturation.High] += saturation.HighShare * weight;
    }

    private static void TakeRoots(Span<float> histogram, double share)
    {
        var sum = 0.0;
        foreach (var bin in histogram)
        {
            sum += bin;
        }

        if (sum <= 0)
        {
            return;
        }

        foreach (ref var bin in histogram)
        {
            bin = (float)Math.Sqrt(share * bin / sum);
        }
    }

    private static float[] BuildMask(int width)
    {
        var mask = new float[width];
        for (var x = 0; x < mask.Length; x++)
        {
            var distance = (((x + 0.5) / mask.Length) - 0.5) / ColourLayout.MaskSigma;
            mask[x] = (float)Math.Exp(-0.5 * distance * distance);
        }

        return mask;
    }
}
