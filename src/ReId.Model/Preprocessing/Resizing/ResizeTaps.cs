using System.Runtime.CompilerServices;

namespace ReId.Model.Preprocessing.Resizing;

/// <summary>
/// For every output position of one axis: the first source position that it sees and the fixed-point weights from
/// there on. The rounding rules are PIL's, so that features equal those of models trained with it.
/// </summary>
internal sealed class ResizeTaps
{
    /// <summary>Fraction bits of a weight: 8 bits of pixel and 2 of headroom leave 22 of 32.</summary>
    public const int FractionBits = 22;

    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _width;

    private ResizeTaps(int[] first, int[] count, int[] weights, int width) =>
        (_first, _count, _weights, _width) = (first, count, weights, width);

    /// <summary>Output positions.</summary>
    public int Count => _first.Length;

    public int First(int output) => _first[output];

    public ReadOnlySpan<int> Weights(int output) => _weights.AsSpan(output * _width, _count[output]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ResizeTaps Compute(int source, int target, IResizeFilter filter)
    {
        var scale = (double)source / target;
        var stretch = Math.Max(scale, 1);
        var shrink = 1 / stretch;
        var support = filter.Support * stretch;
        var width = Math.Min(((int)Math.Ceiling(support) * 2) + 1, source);
        var first = new int[target];
        var count = new int[target];
        var weights = new int[target * width];
        Span<double> exact = new double[width];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var low = Math.Max((int)(centre - support + 0.5), 0);
            var high = Math.Min((int)(centre + support + 0.5), source);
            var sum = 0.0;
            for (var k = 0; k < high - low; k++)
            {
                exact[k] = filter.Weight((k + low - centre + 0.5) * shrink);
                sum += exact[k];
            }

            (first[i], count[i]) = (low, high - low);
            var share = 1 / sum;
            for (var k = 0; k < high - low; k++)
            {
                weights[(i * width) + k] = Fixed(exact[k] * share);
            }
        }

        return new ResizeTaps(first, count, weights, width);
    }

    private static int Fixed(double weight) =>
        (int)((weight * (1 << FractionBits)) + (weight < 0 ? -0.5 : 0.5));
}
