using ReId.Model.Backbones.Layers;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>Computes with libtorch at once; gradients flow where they are wanted.</summary>
internal sealed class EagerOperations : INetworkOperations<Tensor>
{
    private static readonly long[] s_pixels = [2, 3];

    private EagerOperations()
    {
    }

    public static EagerOperations Instance { get; } = new();

    public Tensor Call(NetworkModule part, Tensor input) => part.call(input);

    public Tensor Convolution(Tensor input, ConvolutionLayer layer) =>
        nn.functional.conv2d(
            input, layer.Weight, layer.Bias, [layer.Stride, layer.Stride], [layer.Padding, layer.Padding], null, layer.Groups);

    public Tensor Linear(Tensor input, LinearLayer layer) => nn.functional.linear(input, layer.Weight, layer.Bias);

    public Tensor BatchNorm(Tensor input, BatchNormLayer layer)
    {
        if (layer.training)
        {
            layer.CountBatch();
        }

        return nn.functional.batch_norm(
            input, layer.Mean, layer.Variance, layer.Scale, layer.Shift, layer.training, BatchNormLayer.Momentum, BatchNormLayer.Epsilon);
    }

    public Tensor InstanceNorm(Tensor input, InstanceNormLayer layer) =>
        nn.functional.instance_norm(input, null!, null!, layer.Scale, layer.Shift, true, 0.1, InstanceNormLayer.Epsilon);

    public Tensor Relu(Tensor input) => input.relu_();

    public Tensor ReluSix(Tensor input) => input.relu6_();

    public Tensor Sigmoid(Tensor input) => input.sigmoid();

    public Tensor MaxPool(Tensor input, long kernel, long stride, long padding) =>
        nn.functional.max_pool2d(input, kernel, stride, padding);

    public Tensor AveragePool(Tensor input, long kernel, long stride) => nn.functional.avg_pool2d(input, kernel, stride);

    public Tensor L2Pool(Tensor input, long kernel, long stride, long padding) =>
        TensorFormulas.L2Pool(input, kernel, stride, padding);

    public Tensor GlobalAverage(Tensor input) => input.mean(s_pixels, true);

    public Tensor GeneralisedMean(Tensor input, GeneralisedMeanLayer layer) =>
        input.clamp_min(GeneralisedMeanLayer.Epsilon).pow(layer.Power).mean(s_pixels, true).pow(layer.Power.reciprocal());

    public Tensor LocalResponseNorm(Tensor input, long size, double alpha, double beta, double k) =>
        TensorFormulas.LocalResponseNorm(input, size, alpha, beta, k);

    public Tensor Add(Tensor left, Tensor right) => left + right;

    public Tensor Multiply(Tensor left, Tensor right) => left * right;

    public Tensor Maximum(Tensor left, Tensor right) => left.maximum(right);

    public Tensor Concat(IReadOnlyList<Tensor> parts) => cat([.. parts], 1);

    public Tensor Channels(Tensor input, long start, long count) => input.narrow(1, start, count);

    public Tensor Flatten(Tensor input) => input.flatten(1);

    public Tensor L2Normalise(Tensor input) => TensorFormulas.L2Normalise(input);
}
