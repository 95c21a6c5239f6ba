using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>
/// A folded convolution ready to run, in the form that is fastest for its device and the size of its input: see
/// docs/decisions/0011-inference-graph.md for the measurements.
/// </summary>
internal sealed class Convolution : IDisposable
{
    // oneDNN lays weights out for one input size; a service sees few batch sizes, an evaluation two.
    private const int MostPacked = 8;

    // Setting up a oneDNN call costs about 50 µs, as long as a matrix product of this many multiply-adds takes.
    private const long WorthPacking = 2_500_000;

    private readonly FoldedWeights _weights;
    private readonly torch.Tensor? _matrix;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly bool _pack;
    private readonly List<Packed> _packed = [];

    /// <summary>Takes ownership of folded weights.</summary>
    /// <param name="weights">The weights, already on the device.</param>
    /// <param name="device">Where the convolution will run.</param>
    public Convolution(FoldedWeights weights, torch.Device device)
    {
        _weights = weights;
        _pack = device.type == DeviceType.CPU;
        _stride = [weights.Stride, weights.Stride];
        _padding = [weights.Padding, weights.Padding];
        if (_pack && weights.IsPointwise)
        {
            _matrix = weights.Weight.view(weights.Weight.shape[0], -1).DetachFromDisposeScope();
        }
    }

    /// <summary>Convolves a channels-last N×C×H×W tensor; the result belongs to the current dispose scope.</summary>
    public torch.Tensor Run(torch.Tensor input)
    {
        if (!_pack)
        {
            return Plain(input);
        }

        var shape = input.shape;
        if (_matrix is not null && shape[0] * shape[2] * shape[3] * _weights.Weight.numel() < WorthPacking)
        {
            return Product(input, _matrix);
        }

        return Find(shape) is { } packed ? packed(input) : Plain(input);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var packed in _packed)
        {
            packed.Owner?.Dispose();
        }

        _matrix?.Dispose();
        _weights.Dispose();
    }

    private torch.Tensor Plain(torch.Tensor input) =>
        Activate(torch.nn.functional.conv2d(input, _weights.Weight, _weights.Bias, _stride, _padding, null, _weights.Groups));

    // Channels-last memory is the row-major matrix of pixels × channels, so a 1×1 convolution is one matrix product.
    private torch.Tensor Product(torch.Tensor input, torch.Tensor matrix) =>
        Activate(torch.nn.functional.linear(input.permute(0, 2, 3, 1), matrix, _weights.Bias)).permute(0, 3, 1, 2);

    private torch.Tensor Activate(torch.Tensor output) => _weights.Relu ? output.relu_() : output;

    private Func<torch.Tensor, torch.Tensor>? Find(long[] shape)
    {
        foreach (var packed in _packed)
        {
            if (packed.Shape.AsSpan().SequenceEqual(shape))
            {
                return packed.Run;
            }
        }

        if (_packed.Count == MostPacked)
        {
            _packed[0].Owner?.Dispose();
            _packed.RemoveAt(0);
        }

        var run = TorchExtensions.Pack(_weights, shape, out var owner);
        _packed.Add(new Packed(shape, run, owner));
        return run;
    }

    private sealed record Packed(long[] Shape, Func<torch.Tensor, torch.Tensor>? Run, IDisposable? Owner);
}
