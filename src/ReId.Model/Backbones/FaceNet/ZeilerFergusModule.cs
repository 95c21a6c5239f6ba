using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>
/// NN1, table 1 of Schroff, Kalenichenko and Philbin, "FaceNet: A Unified Embedding for Face Recognition and Clustering"
/// (CVPR 2015): the network of Zeiler and Fergus with 1×1 convolutions in between and maxout in its large layers.
/// </summary>
internal sealed class ZeilerFergusModule : EmbeddingNetwork
{
    /// <summary>Components of both large layers.</summary>
    public const int Wide = 32 * 128;

    // Maxout takes the greater of two pieces.
    private const int Pieces = 2;

    private readonly Steps features;
    private readonly LinearLayer fc1;
    private readonly LinearLayer fc2;

    /// <param name="height">Height of the input: the size of the first large layer follows from it.</param>
    /// <param name="width">Width of the input.</param>
    /// <param name="head">What follows the second large layer.</param>
    public ZeilerFergusModule(int height, int width, HeadSettings head)
        : base(nameof(ZeilerFergusModule))
    {
        features = new Steps(
            new ConvRelu(3, 64, 7, 2), new MaxPoolLayer(3, 2, 1), new ResponseNormLayer(),
            new ConvRelu(64, 64, 1), new ConvRelu(64, 192, 3), new ResponseNormLayer(), new MaxPoolLayer(3, 2, 1),
            new ConvRelu(192, 192, 1), new ConvRelu(192, 384, 3), new MaxPoolLayer(3, 2, 1),
            new ConvRelu(384, 384, 1), new ConvRelu(384, 256, 3),
            new ConvRelu(256, 256, 1), new ConvRelu(256, 256, 3),
            new ConvRelu(256, 256, 1), new ConvRelu(256, 256, 3), new MaxPoolLayer(3, 2, 1));
        fc1 = new LinearLayer(256L * Cells(height) * Cells(width), Pieces * Wide);
        fc2 = new LinearLayer(Wide, Pieces * Wide);
        RegisterComponents();
        AddHead(Wide, head, false);
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input)
    {
        var x = on.Flatten(on.Call(features, input));
        x = on.Maxout(on.Call(fc1, x), Wide);
        return on.Maxout(on.Call(fc2, x), Wide);
    }

    // One convolution and four poolings, each of which halves and rounds up.
    private static int Cells(int size) => (size + 31) / 32;
}
