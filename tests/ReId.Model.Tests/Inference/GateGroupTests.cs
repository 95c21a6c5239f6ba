using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.OsNet;
using ReId.Model.Inference;
using ReId.Model.Tests.Backbones;
using static TorchSharp.torch;

namespace ReId.Model.Tests.Inference;

/// <summary>Sums of gated maps in one call, and those that must not be.</summary>
public sealed class GateGroupTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sum_of_gated_maps_gives_what_the_module_gives(bool innerSumIsRead)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = new Fusion(innerSumIsRead);
        GoldenOsNet.FillByFormula(module);
        module.eval();
        var picture = arange(2 * 3 * 4 * 5).@float().view(2, 3, 4, 5) / 60 - 1;
        using var traced = NetworkGraph.Trace(module, 4, 5);
        using var folded = traced.Fold();
        var readers = folded.Readers();

        using var network = new GraphNetwork(folded, CPU);

        var last = folded.Nodes.OfType<AddNode>().Last();
        Assert.Equal(innerSumIsRead, GateGroup.Match(last, readers) is null);
        Assert.True(network.Forward(picture).allclose(module.call(picture), 1e-5, 1e-6));
    }

    /// <summary>(g(a) + g(b)) + g(c) of three maps; times the inner sum when that is to be read.</summary>
    private sealed class Fusion : NetworkModule
    {
        private readonly bool _innerSumIsRead;
        private readonly ConvolutionLayer first = new(3, 16, 1, 1, 0, 1, true);
        private readonly ConvolutionLayer second = new(3, 16, 3, 1, 1, 1, true);
        private readonly ConvolutionLayer third = new(3, 16, 1, 1, 0, 1, true);
        private readonly ChannelGate gate = new(16);

        public Fusion(bool innerSumIsRead)
            : base(nameof(Fusion))
        {
            _innerSumIsRead = innerSumIsRead;
            RegisterComponents();
        }

        public override T Run<T>(INetworkOperations<T> on, T input)
        {
            var inner = on.Add(on.Call(gate, on.Call(first, input)), on.Call(gate, on.Call(second, input)));
            var sum = on.Add(inner, on.Call(gate, on.Call(third, input)));
            return on.Flatten(on.GlobalAverage(_innerSumIsRead ? on.Multiply(inner, sum) : sum));
        }
    }
}
