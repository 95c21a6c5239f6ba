namespace ReId.Model.Preprocessing.Resizing;

/// <summary>Keys' cubic convolution (IEEE TASSP 1981) with a = -0.5, the choice of PIL; OpenCV takes -0.75.</summary>
internal sealed class BicubicFilter : IResizeFilter
{
    private const double A = -0.5;

    public string Name => "bicubic";

    public double Support => 2;

    public double Weight(double distance)
    {
        var x = Math.Abs(distance);
        if (x < 1)
        {
            return ((((A + 2) * x) - (A + 3)) * x * x) + 1;
        }

        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * A : 0;
    }
}
