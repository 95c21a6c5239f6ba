using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>
/// NN2, table 2 of the FaceNet paper (Schroff et al., 2015): GoogLeNet's Inception with L2 pooling. NN3 and NN4 are the
/// same for smaller pictures; NN4 has no 5×5 convolutions in its last stage, whose maps are smaller than they.
/// </summary>
internal sealed class InceptionModule : EmbeddingNetwork
{
    private const int Stem = 192;

    private readonly Steps features;

    /// <param name="lastFive">Whether the last stage has 5×5 convolutions.</param>
    /// <param name="head">What follows the last map.</param>
    public InceptionModule(bool lastFive, HeadSettings head)
        : base(nameof(InceptionModule))
    {
        List<NetworkModule> steps =
        [
            new ConvRelu(3, 64, 7, 2), new MaxPoolLayer(3, 2, 1), new ResponseNormLayer(),
            new ConvRelu(64, 64, 1), new ConvRelu(64, Stem, 3), new ResponseNormLayer(), new MaxPoolLayer(3, 2, 1),
        ];
        var channels = Stem;
        foreach (var shape in Shapes(lastFive))
        {
            steps.Add(new InceptionBlock(channels, shape));
            channels = shape.Outputs(channels);
        }

        features = new Steps(steps);
        RegisterComponents();
        AddHead(channels, head);
    }

    /// <summary>Channels of the last map.</summary>
    public static int Outputs(bool lastFive) => Shapes(lastFive).Aggregate(Stem, (channels, shape) => shape.Outputs(channels));

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) => on.Call(features, input);

    private static InceptionShape[] Shapes(bool lastFive) =>
    [
        new(64, 96, 128, 16, 32, false, 32), // 3a
        new(64, 96, 128, 32, 64, true, 64), // 3b
        new(0, 128, 256, 32, 64, false, 0, 2), // 3c
        new(256, 96, 192, 32, 64, true, 128), // 4a
        new(224, 112, 224, 32, 64, true, 128), // 4b
        new(192, 128, 256, 32, 64, true, 128), // 4c
        new(160, 144, 288, 32, 64, true, 128), // 4d
        new(0, 160, 256, 64, 128, false, 0, 2), // 4e
        new(384, 192, 384, 48, lastFive ? 128 : 0, true, 128), // 5a
        new(384, 192, 384, 48, lastFive ? 128 : 0, false, 128), // 5b
    ];
}
