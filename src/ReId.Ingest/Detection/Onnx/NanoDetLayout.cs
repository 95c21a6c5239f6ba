using OpenCvSharp;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>
/// NanoDet (RangiLyu, github.com/RangiLyu/nanodet): for each stride probabilities of the classes, and for each side of
/// the box a distribution over its distance of 0 to 7 strides (Li et al., "Generalized Focal Loss", NeurIPS 2020).
/// NanoDet has an output of each kind for strides 8, 16 and 32; NanoDet-Plus one output of both side by side, for strides
/// 8, 16, 32 and 64.
/// </summary>
internal sealed class NanoDetLayout : IDetectorLayout
{
    private static readonly int[] s_strides = [8, 16, 32];
    private static readonly int[] s_plusStrides = [8, 16, 32, 64];

    public string Name => "nanodet";

    public DetectorInput Input { get; } = new(0, new Scalar(103.53, 116.28, 123.675), new Scalar(57.375, 57.12, 58.395));

    public DetectorScores Scores => new(0.4f, 0.5f);

    public float Floor => 0.2f;

    public double SamePerson => 0.6;

    public string Describe(Size input) =>
        $"NanoDet gives six of 1×{string.Join('|', s_strides.Select(s => AnchorGrid.Count(input, s)))}×(classes or {DistanceBins.Channels}), "
        + $"NanoDet-Plus one of 1×{AnchorGrid.Count(input, s_plusStrides)}×(classes + {DistanceBins.Channels})";

    public IBoxDecoder? Recognise(IReadOnlyList<Tensor> outputs, Size input) => outputs.Count switch
    {
        1 when Fits(outputs[0], AnchorGrid.Count(input, s_plusStrides)) && outputs[0].Channels > DistanceBins.Channels =>
            new PlusDecoder(AnchorGrid.Cells(input, s_plusStrides)),
        2 * 3 when Pairs(outputs, input) is { } pairs => new PairDecoder(pairs),
        _ => null,
    };

    private static bool Fits(Tensor output, int places) => output.Shape.Lengths is [1, var count, _] && count == places;

    /// <summary>Which outputs belong to each stride: probabilities and distances.</summary>
    private static Pair[]? Pairs(IReadOnlyList<Tensor> outputs, Size input)
    {
        var pairs = new List<Pair>();
        foreach (var stride in s_strides)
        {
            var count = AnchorGrid.Count(input, stride);
            int[] fitting = [.. Enumerable.Range(0, outputs.Count).Where(i => Fits(outputs[i], count))];
            int[] distances = [.. fitting.Where(i => outputs[i].Channels == DistanceBins.Channels)];
            if (fitting.Length != 2 || distances.Length != 1)
            {
                return null;
            }

            pairs.Add(new Pair(fitting.Single(i => i != distances[0]), distances[0], AnchorGrid.Cells(input, [stride])));
        }

        return [.. pairs];
    }

    private sealed record Pair(int Classes, int Distances, (int X, int Y, int Stride)[] Cells);

    private sealed class PairDecoder(Pair[] pairs) : IBoxDecoder
    {
        public IEnumerable<ScoredBox> Decode(IReadOnlyList<Tensor> outputs, float minScore)
        {
            foreach (var (classes, distances, cells) in pairs)
            {
                for (var i = 0; i < cells.Length; i++)
                {
                    var score = outputs[classes].Values[i * outputs[classes].Channels];
                    if (score >= minScore)
                    {
                        var (x, y, stride) = cells[i];
                        yield return DistanceBins.Box(
                            outputs[distances].Values.AsSpan(i * DistanceBins.Channels),
                            (x + 0.5f) * stride, (y + 0.5f) * stride, stride, score);
                    }
                }
            }
        }
    }

    private sealed class PlusDecoder((int X, int Y, int Stride)[] cells) : IBoxDecoder
    {
        public IEnumerable<ScoredBox> Decode(IReadOnlyList<Tensor> outputs, float minScore)
        {
            var (values, channels) = (outputs[0].Values, outputs[0].Channels);
            for (var i = 0; i < cells.Length; i++)
            {
                var score = values[i * channels];
                if (score >= minScore)
                {
                    // Its places are the corners of the cells, not their centres.
                    var (x, y, stride) = cells[i];
                    yield return DistanceBins.Box(
                        values.AsSpan(((i + 1) * channels) - DistanceBins.Channels), x * stride, y * stride, stride, score);
                }
            }
        }
    }
}
