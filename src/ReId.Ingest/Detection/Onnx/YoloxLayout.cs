using OpenCvSharp;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>
/// YOLOX (Ge et al., "YOLOX: Exceeding YOLO Series in 2021", arXiv:2107.08430): one output of 1 × places × (5 + classes)
/// over strides 8, 16 and 32: centre and logarithm of the size in strides, objectness, classes, the last two as
/// probabilities. Files exported with the decoding inside (centre and size in pixels) are recognised by their values.
/// </summary>
internal sealed class YoloxLayout : IDetectorLayout
{
    private const int Centre = 0;
    private const int Extent = 2;
    private const int Objectness = 4;
    private const int FirstClass = 5;
    private static readonly int[] s_strides = [8, 16, 32];

    public string Name => "yolox";

    public DetectorInput Input { get; } = new(114, Scalar.All(0), Scalar.All(1));

    public DetectorScores Scores => new(0.4f, 0.6f);

    public float Floor => 0.1f;

    public double SamePerson => 0.45;

    public string Describe(Size input) => $"YOLOX gives one of 1×{AnchorGrid.Count(input, s_strides)}×(5 + classes)";

    public IBoxDecoder? Recognise(IReadOnlyList<Tensor> outputs, Size input) =>
        outputs is [{ Shape.Lengths: [1, var places, > FirstClass] } output] && places == AnchorGrid.Count(input, s_strides)
            ? new Decoder(AnchorGrid.Cells(input, s_strides), IsDecoded(output, input))
            : null;

    /// <summary>Offsets within a cell stay small; centres in pixels spread over the input.</summary>
    private static bool IsDecoded(Tensor output, Size input)
    {
        var sum = 0.0;
        for (var i = Centre; i < output.Values.Length; i += output.Channels)
        {
            sum += Math.Abs(output.Values[i]);
        }

        return sum / (output.Values.Length / output.Channels) > input.Width / 8.0;
    }

    private sealed class Decoder((int X, int Y, int Stride)[] cells, bool decoded) : IBoxDecoder
    {
        public IEnumerable<ScoredBox> Decode(IReadOnlyList<Tensor> outputs, float minScore)
        {
            var (values, channels) = (outputs[0].Values, outputs[0].Channels);
            for (var i = 0; i < cells.Length; i++)
            {
                var at = i * channels;
                var score = values[at + Objectness] * values[at + FirstClass];
                if (score >= minScore)
                {
                    var (x, y, stride) = cells[i];
                    var centreX = decoded ? values[at + Centre] : (values[at + Centre] + x) * stride;
                    var centreY = decoded ? values[at + Centre + 1] : (values[at + Centre + 1] + y) * stride;
                    var width = decoded ? values[at + Extent] : MathF.Exp(values[at + Extent]) * stride;
                    var height = decoded ? values[at + Extent + 1] : MathF.Exp(values[at + Extent + 1]) * stride;
                    yield return new ScoredBox(
                        centreX - (width / 2), centreY - (height / 2), centreX + (width / 2), centreY + (height / 2), score);
                }
            }
        }
    }
}
