namespace ReId.Model.Embedding.Colour;

/// <summary>
/// The numbers of the colour descriptor, chosen once over several data sets (docs/decisions/0032). Every one of them
/// changes the vectors, so a change needs a new <see cref="Id"/>.
/// </summary>
internal static class ColourLayout
{
    public const string Name = "colour";
    public const string Id = "colour-1";
    public const int Height = 128;
    public const int Width = 64;
    public const int Stripes = 8;
    public const int HueBins = 16;
    public const int SaturationBins = 4;
    public const int ValueBins = 16;

    /// <summary>Spread of the horizontal weight, as a part of the width: the person is in the middle.</summary>
    public const double MaskSigma = 0.12;

    /// <summary>Share of the value histogram in a stripe's similarity; the rest is hue and saturation.</summary>
    public const double ValueShare = 0.3;

    public const int ChromaSize = HueBins * SaturationBins;
    public const int StripeSize = ChromaSize + ValueBins;
    public const int Dimension = Stripes * StripeSize;
}
