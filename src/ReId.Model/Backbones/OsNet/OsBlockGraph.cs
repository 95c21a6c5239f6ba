using ReId.Model.Inference;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>One block of <see cref="OsNetGraph"/>.</summary>
internal sealed class OsBlockGraph : IDisposable
{
    private static readonly long[] s_pixels = [2, 3];

    private readonly Convolution _reduce;
    private readonly Convolution[][] _streams;
    private readonly Tensor[] _gate;
    private readonly Convolution _expand;
    private readonly Convolution? _shortcut;

    public OsBlockGraph(OsBlock block, Device device)
    {
        _reduce = FoldedLayers.Of(block.Reduce, device);
        _streams = [.. block.Streams.Select(s => s
            .SelectMany(l => new[] { FoldedLayers.Pointwise(l, device), FoldedLayers.Depthwise(l, device) })
            .ToArray())];
        _gate =
        [
            Matrix(block.Gate.Squeeze.weight, device), Vector(block.Gate.Squeeze.bias!, device),
            Matrix(block.Gate.Excite.weight, device), Vector(block.Gate.Excite.bias!, device),
        ];
        _expand = FoldedLayers.Of(block.Expand, device);
        _shortcut = block.Shortcut is { } shortcut ? FoldedLayers.Of(shortcut, device) : null;
    }

    /// <summary>Runs the block on a channels-last tensor.</summary>
    public Tensor Run(Tensor input)
    {
        using var scope = NewDisposeScope();

        // 1. Four streams of growing depth over the reduced input.
        var reduced = _reduce.Run(input);
        var streams = new Tensor[_streams.Length];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = _streams[i].Aggregate(reduced, (x, convolution) => convolution.Run(x));
        }

        // 2. One gate call for all four: it is the same small network, applied to the channel means of each.
        var means = stack([.. streams.Select(s => s.mean(s_pixels))]);
        var hidden = nn.functional.linear(means, _gate[0], _gate[1]).relu_();
        var gates = nn.functional.linear(hidden, _gate[2], _gate[3]).sigmoid_().unsqueeze(-1).unsqueeze(-1);

        // 3. The gated sum, accumulated into the first product.
        var fused = streams[0] * gates.select(0, 0);
        for (var i = 1; i < streams.Length; i++)
        {
            fused.addcmul_(streams[i], gates.select(0, i), 1L);
        }

        var identity = _shortcut is null ? input : _shortcut.Run(input);
        return _expand.Run(fused).add_(identity).relu_().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _streams.SelectMany(s => s).Concat<IDisposable>(_gate).Append(_reduce).Append(_expand))
        {
            part.Dispose();
        }

        _shortcut?.Dispose();
    }

    private static Tensor Matrix(Tensor weight, Device device)
    {
        using var flat = weight.flatten(1);
        return FoldedLayers.Move(FoldedWeights.Own(flat), device);
    }

    private static Tensor Vector(Tensor bias, Device device) => FoldedLayers.Move(FoldedWeights.Own(bias), device);
}
