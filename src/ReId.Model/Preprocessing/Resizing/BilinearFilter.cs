namespace ReId.Model.Preprocessing.Resizing;

/// <summary>The triangle filter.</summary>
internal sealed class BilinearFilter : IResizeFilter
{
    public string Name => "bilinear";

    public double Support => 1;

    public double Weight(double distance) => Math.Max(0, 1 - Math.Abs(distance));
}
