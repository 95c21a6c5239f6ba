using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>A folded convolution ready to run, in the form that is fastest on its device.</summary>
internal sealed class Convolution : IDisposable
{
    // oneDNN lays weights out for one input size; a service sees few batch sizes, an evaluation two.
    private const int MostPacked = 8;

    private readonly FoldedWeights _weights;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly bool _pack;
    private readonly List<Packed> _packed = [];

    /// <summary>Takes ownership of folded weights.</summary>
    /// <param name="weights">The weights, on the CPU.</param>
    /// <param name="device">Where the convolution will run.</param>
    public Convolution(FoldedWeights weights, torch.Device device)
    {
        _pack = device.type == DeviceType.CPU;
        _stride = [weights.Stride, weights.Stride];
        _padding = [weights.Padding, weights.Padding];
        _weights = weights;
    }

    /// <summary>Convolves a channels-last N×C×H×W tensor; the result belongs to the current dispose scope.</summary>
    public torch.Tensor Run(torch.Tensor input) => _pack && Find(input.shape) is { } packed ? packed(input) : Plain(input);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var packed in _packed)
        {
            packed.Owner?.Dispose();
        }

        _weights.Dispose();
    }

    private torch.Tensor Plain(torch.Tensor input)
    {
        var output = torch.nn.functional.conv2d(input, _weights.Weight, _weights.Bias, _stride, _padding, null, _weights.Groups);
        return _weights.Relu ? output.relu_() : output;
    }

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
