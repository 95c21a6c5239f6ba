using OpenCvSharp;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>A detection network from an ONNX file, run by OpenCV's dnn module on the processor.</summary>
internal sealed class OnnxPersonDetector : IPersonDetector
{
    private readonly OnnxNetwork _network;
    private readonly IDetectorLayout _layout;
    private readonly IBoxDecoder _decoder;
    private readonly float _minScore;

    /// <summary>Opens the model that the options name.</summary>
    /// <param name="options">With weights.</param>
    /// <param name="layouts">The families that are accepted.</param>
    /// <exception cref="Contracts.ReIdException">There are no weights, or they are of no such family.</exception>
    public OnnxPersonDetector(PersonDetectorOptions options, IReadOnlyList<IDetectorLayout> layouts)
    {
        _network = OnnxNetwork.Open(options.Weights);
        try
        {
            // A grey picture: shapes are what the network gives, not what its file announces.
            using var grey = new Mat(_network.Input, MatType.CV_8UC3, Scalar.All(114));
            using var blob = layouts[0].Input.Blob(grey, _network.Input);
            (_layout, _decoder) = KnownLayouts.Recognise(_network, _network.Run(blob), layouts);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        Scores = options.ScoresOr(_layout.Scores);
        _minScore = Math.Min(_layout.Floor, Scores.Start);
    }

    public DetectorScores Scores { get; }

    public IReadOnlyList<PersonDetection> Detect(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var size = frame.Image.Size();
        using var blob = _layout.Input.Blob(frame.Image, _network.Input);
        var outputs = _network.Run(blob);
        var factor = (float)DetectorInput.Factor(size, _network.Input);
        return Suppression.Keep(
            _decoder.Decode(outputs, _minScore).Select(
                b => new ScoredBox(b.X1 / factor, b.Y1 / factor, b.X2 / factor, b.Y2 / factor, b.Score)),
            size, _layout.SamePerson);
    }

    public void Dispose() => _network.Dispose();
}
