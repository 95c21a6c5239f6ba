using ReId.Model.Inference;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>OSNet as a straight line of folded convolutions; equals <see cref="OsNetModule"/> in evaluation mode.</summary>
internal sealed class OsNetGraph : IInferenceNetwork
{
    private static readonly long[] s_pixels = [2, 3];

    private readonly List<IDisposable> _owned = [];
    private readonly Convolution _stem;
    private readonly List<Func<Tensor, Tensor>> _body = [];
    private readonly Convolution _last;
    private readonly Tensor _headWeight;
    private readonly Tensor _headBias;

    /// <summary>Folds the module's current weights.</summary>
    public OsNetGraph(OsNetModule module, Device device)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _stem = Add(FoldedLayers.Of(module.Stem, device));
        foreach (var step in module.Stages.SelectMany(s => s.children()))
        {
            _body.Add(step switch
            {
                OsBlock block => Add(new OsBlockGraph(block, device)).Run,
                Sequential halve => Halve(Add(FoldedLayers.Of((ConvLayer)halve.children().First(), device))),
                _ => throw new InvalidOperationException($"no inference form for {step.GetName()}"),
            });
        }

        _last = Add(FoldedLayers.Of(module.Last, device));
        var (linear, normalisation) = ((Linear)module.Head[0], (BatchNorm1d)module.Head[1]);
        var (weight, bias) = FoldedWeights.Fold(linear.weight, linear.bias, Normalisation.Of(normalisation));
        _headWeight = Add(FoldedLayers.Move(weight, device));
        _headBias = Add(FoldedLayers.Move(bias, device));
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = nn.functional.max_pool2d(_stem.Run(input), 3, 2, 1);
        foreach (var step in _body)
        {
            x = step(x);
        }

        var pooled = _last.Run(x).mean(s_pixels);
        return nn.functional.linear(pooled, _headWeight, _headBias).relu_().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _owned)
        {
            part.Dispose();
        }
    }

    private static Func<Tensor, Tensor> Halve(Convolution convolution) =>
        x => nn.functional.avg_pool2d(convolution.Run(x), 2, 2);

    private T Add<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
