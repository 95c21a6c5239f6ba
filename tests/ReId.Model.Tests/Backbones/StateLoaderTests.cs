using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Weights;

namespace ReId.Model.Tests.Backbones;

public class StateLoaderTests
{
    [Fact]
    public void Saving_and_loading_give_the_same_weights()
    {
        using var source = BackboneCatalog.Get("osnet_x0_25").Create();
        using var target = BackboneCatalog.Get("osnet_x0_25").Create();
        GoldenOsNet.FillByFormula(source);

        StateLoader.LoadState(target, StateOf(source));

        foreach (var (saved, loaded) in StateLoader.SaveState(source).Zip(StateLoader.SaveState(target)))
        {
            Assert.Equal(saved.Name, loaded.Name);
            Assert.True(saved.Data.Span.SequenceEqual(loaded.Data.Span), saved.Name);
        }
    }

    [Fact]
    public void Half_precision_weights_are_widened()
    {
        using var module = BackboneCatalog.Get("osnet_x0_25").Create();
        var state = StateOf(module);
        var ones = new byte[16 * 2];
        for (var i = 0; i < 16; i++)
        {
            BitConverter.TryWriteBytes(ones.AsSpan(2 * i), (Half)1.5f);
        }

        state["conv1.bn.weight"] = new NamedTensor("conv1.bn.weight", [16], TensorType.F16, ones);

        StateLoader.LoadState(module, state);

        Assert.All(ValuesOf(module, "conv1.bn.weight"), v => Assert.Equal(1.5f, v));
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_and_nothing_is_changed()
    {
        using var module = BackboneCatalog.Get("osnet_x0_25").Create();
        var before = StateOf(module);
        var state = StateOf(module);
        state.Remove("conv5.conv.weight");
        state.Add("classifier.weight", new NamedTensor("classifier.weight", [1], TensorType.F32, new byte[4]));
        state["fc.0.bias"] = new NamedTensor("fc.0.bias", [2], TensorType.F32, new byte[8]);

        var message = Assert.Throws<ReIdException>(() => StateLoader.LoadState(module, state)).Message;

        Assert.Contains("1 tensor is missing (conv5.conv.weight)", message, StringComparison.Ordinal);
        Assert.Contains("1 tensor is not known to this architecture (classifier.weight)", message, StringComparison.Ordinal);
        Assert.Contains("fc.0.bias is [2] instead of [512]", message, StringComparison.Ordinal);
        Assert.All(StateOf(module), t => Assert.True(t.Value.Data.Span.SequenceEqual(before[t.Key].Data.Span)));
    }

    [Fact]
    public void Weights_of_another_width_are_refused_in_one_short_sentence()
    {
        using var small = BackboneCatalog.Get("osnet_x0_25").Create();
        using var large = BackboneCatalog.Get("osnet_x1_0").Create();

        var message = Assert.Throws<ReIdException>(() => StateLoader.LoadState(small, StateOf(large))).Message;

        Assert.Contains("of the wrong shape", message, StringComparison.Ordinal);
        Assert.Contains("more)", message, StringComparison.Ordinal);
        Assert.True(message.Length < 800, message);
    }

    [Fact]
    public void Batch_counters_may_be_absent()
    {
        using var module = BackboneCatalog.Get("osnet_x0_25").Create();
        var state = StateOf(module);
        foreach (var counter in state.Keys.Where(k => k.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToList())
        {
            state.Remove(counter);
        }

        StateLoader.LoadState(module, state);
    }

    private static float[] ValuesOf(TorchSharp.torch.nn.Module module, string name) =>
        StateLoader.Entries(module).Single(e => e.Name == name).Tensor.data<float>().ToArray();

    private static Dictionary<string, NamedTensor> StateOf(TorchSharp.torch.nn.Module module) =>
        StateLoader.SaveState(module).ToDictionary(t => t.Name);
}
