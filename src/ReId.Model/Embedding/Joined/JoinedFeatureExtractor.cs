using ReId.Model.Embedding.Colour;

namespace ReId.Model.Embedding.Joined;

/// <summary>
/// A network and the colour descriptor of the same picture, side by side in one vector of length 1: its cosine is the
/// mean of the two cosines (docs/decisions/0120). The network disregards what cameras do to colours, and with it some of
/// the colours; the descriptor sees nothing else.
/// </summary>
internal sealed class JoinedFeatureExtractor : IFeatureExtractor
{
    /// <summary>Share of the network in the cosine. What follows from it is in the id: a change needs another.</summary>
    public const double NetworkShare = 0.5;

    private readonly IFeatureExtractor _network;
    private readonly ColourDescriptor _colour;
    private readonly ParallelOptions _parallel;
    private float[] _networkFeatures = [];
    private float[] _colourFeatures = [];

    /// <param name="network">The network; disposed with this.</param>
    /// <param name="threads">Threads for the descriptor.</param>
    public JoinedFeatureExtractor(IFeatureExtractor network, int threads)
    {
        _network = network;
        _colour = new ColourDescriptor(network.Model.InputHeight, network.Model.InputWidth);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Model = network.Model with
        {
            Id = $"{network.Model.Id}-{ColourLayout.Id}",
            Architecture = network.Model.Architecture + BuiltInWeights.WithColour,
            Dimension = network.Model.Dimension + ColourLayout.Dimension,
        };
    }

    public ModelInfo Model { get; }

    // Features of different scales side by side would mean nothing.
    public bool GivesUnitVectors => true;

    public void Extract(PixelBatch batch, Span<float> features)
    {
        if (features.Length != batch.Count * Model.Dimension)
        {
            throw new ArgumentException(
                $"{batch.Count} pictures need room for {batch.Count * Model.Dimension} values, not {features.Length}", nameof(features));
        }

        var ofNetwork = Room(ref _networkFeatures, batch.Count * _network.Model.Dimension);
        _network.Extract(batch, ofNetwork);
        var ofColour = Room(ref _colourFeatures, batch.Count * ColourLayout.Dimension);
        _colour.Compute(batch, ofColour, _parallel);
        for (var i = 0; i < batch.Count; i++)
        {
            var joined = features.Slice(i * Model.Dimension, Model.Dimension);
            Put(ofNetwork.Slice(i * _network.Model.Dimension, _network.Model.Dimension), joined[.._network.Model.Dimension], NetworkShare);
            Put(ofColour.Slice(i * ColourLayout.Dimension, ColourLayout.Dimension), joined[_network.Model.Dimension..], 1 - NetworkShare);
        }
    }

    public void Dispose() => _network.Dispose();

    private static Span<float> Room(ref float[] room, int size)
    {
        if (room.Length < size)
        {
            room = new float[size];
        }

        return room.AsSpan(0, size);
    }

    private static void Put(Span<float> part, Span<float> place, double share)
    {
        FeatureNormalisation.Normalise(part);
        var factor = (float)Math.Sqrt(share);
        for (var i = 0; i < part.Length; i++)
        {
            place[i] = part[i] * factor;
        }
    }
}
