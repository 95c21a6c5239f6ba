using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.Graphs;

/// <summary>
/// What a network may compute. Networks are written against it once and run in two ways: <see cref="EagerOperations"/>
/// computes at once with libtorch (training), <see cref="GraphTracer"/> writes down what would be computed.
/// </summary>
/// <typeparam name="T">A feature map N×C×H×W or a vector N×D: a tensor, or the node that stands for it.</typeparam>
internal interface INetworkOperations<T>
{
    /// <summary>Runs a part of the network; only through this are parts seen by name.</summary>
    T Call(NetworkModule part, T input);

    /// <summary>Convolves a map.</summary>
    T Convolution(T input, ConvolutionLayer layer);

    /// <summary>x·Wᵀ + b of a vector.</summary>
    T Linear(T input, LinearLayer layer);

    /// <summary>Batch normalisation of a map or a vector.</summary>
    T BatchNorm(T input, BatchNormLayer layer);

    /// <summary>Normalises each channel of each picture over its pixels, then scales and shifts it.</summary>
    T InstanceNorm(T input, InstanceNormLayer layer);

    /// <summary>max(x, 0). Overwrites its input, which must not be read again.</summary>
    T Relu(T input);

    /// <summary>min(max(x, 0), 6). Overwrites its input, which must not be read again.</summary>
    T ReluSix(T input);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    T Sigmoid(T input);

    /// <summary>The largest value under a square window; beyond the edge there is nothing.</summary>
    T MaxPool(T input, long kernel, long stride, long padding);

    /// <summary>The mean under a square window, without padding.</summary>
    T AveragePool(T input, long kernel, long stride);

    /// <summary>√(Σx² + 1e-12) under a square window; zeros beyond the edge.</summary>
    T L2Pool(T input, long kernel, long stride, long padding);

    /// <summary>The mean of each channel: N×C×H×W to N×C×1×1.</summary>
    T GlobalAverage(T input);

    /// <summary>(mean of max(x, ε)ᵖ)^(1/p) of each channel: N×C×H×W to N×C×1×1.</summary>
    T GeneralisedMean(T input, GeneralisedMeanLayer layer);

    /// <summary>
    /// x / (k + α/size · Σ x² of the <paramref name="size"/> channels around it)^β (Krizhevsky et al., 2012).
    /// </summary>
    T LocalResponseNorm(T input, long size, double alpha, double beta, double k);

    /// <summary>Sum of two of one shape.</summary>
    T Add(T left, T right);

    /// <summary>Product with one of the same shape, or of a map with N×C×1×1.</summary>
    T Multiply(T left, T right);

    /// <summary>The greater of two of one shape, element by element.</summary>
    T Maximum(T left, T right);

    /// <summary>Puts the channels one after the other.</summary>
    T Concat(IReadOnlyList<T> parts);

    /// <summary>Some channels of a map, or some components of a vector.</summary>
    T Channels(T input, long start, long count);

    /// <summary>N×C×H×W to N×(C·H·W).</summary>
    T Flatten(T input);

    /// <summary>Each vector divided by max(its length, 1e-12).</summary>
    T L2Normalise(T input);
}
