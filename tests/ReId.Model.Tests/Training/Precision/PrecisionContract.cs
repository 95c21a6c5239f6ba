using ReId.Model.Backbones;
using ReId.Model.Tests.Training.Optimisation;
using ReId.Model.Training.Precision;
using TorchSharp;

namespace ReId.Model.Tests.Training.Precision;

/// <summary>
/// What every precision must do. A step of OSNet is made on the CPU whether or not it gains there: without the
/// instructions libtorch computes slower, and rounds more often.
/// </summary>
public abstract class PrecisionContract
{
    /// <summary>Name in the catalogue.</summary>
    protected abstract string Name { get; }

    /// <summary>Type of a product inside, on the CPU.</summary>
    protected abstract torch.ScalarType Inside { get; }

    /// <summary>
    /// Least cosine between the gradient of OSNet with drawn weights and that in float32. In bfloat16 PyTorch's own
    /// ResNet-18 has 0.956: fifty layers of rounding to eight bits.
    /// </summary>
    protected virtual double LeastCosine => 0.9;

    /// <summary>The same for two layers.</summary>
    protected virtual double LeastCosineOfTwoLayers => 0.9999;

    private IPrecision Precision => PrecisionCatalog.All.Single(one => one.Name == Name);

    [Fact]
    public void Is_entered_and_left()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.ones(2, 2);
        using (Precision.Enter(torch.CPU))
        {
            Assert.Equal(Inside, a.mm(a).dtype);
        }

        Assert.Equal(torch.ScalarType.Float32, a.mm(a).dtype);
    }

    [Fact]
    public void Is_left_after_a_failure()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.ones(2, 3);

        Assert.ThrowsAny<Exception>(() =>
        {
            using var entered = Precision.Enter(torch.CPU);
            a.mm(a);
        });

        Assert.Equal(torch.ScalarType.Float32, a.mm(a.t()).dtype);
    }

    [Fact]
    public void The_gradient_of_two_layers_is_that_of_float32_but_for_rounding()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(4);
        using var network = new SmallNetwork();

        var (cosine, ratio) = Compare(network, torch.randn([16, 3]), torch.randn([16, 2]));

        Assert.InRange(cosine, LeastCosineOfTwoLayers, 1 + 1e-12);
        Assert.InRange(ratio, 0.99, 1.01);
    }

    [Fact]
    public void The_gradient_of_a_network_is_near_that_of_float32()
    {
        var ratios = new List<double>();
        foreach (var seed in Enumerable.Range(4, 5))
        {
            using var scope = torch.NewDisposeScope();
            torch.manual_seed(seed);
            using var network = BackboneCatalog.Get("osnet_x0_25").Create();

            var (cosine, ratio) = Compare(network, torch.randn([4, 3, 64, 32]), torch.randn([4, 512]));

            Assert.InRange(cosine, LeastCosine, 1 + 1e-12);
            Assert.All(network.parameters(), parameter => Assert.Equal(torch.ScalarType.Float32, parameter.dtype));
            ratios.Add(ratio);
        }

        // A rounding can turn off a ReLU in one of OSNet's gates, and with it a quarter of the gradient of one draw (of
        // seed 4, on some processors): the median of five draws is what the precision does.
        Assert.InRange(ratios.Order().ElementAt(2), 1 / 1.25, 1.25);
    }

    private (double Cosine, double Ratio) Compare(torch.nn.Module<torch.Tensor, torch.Tensor> network, torch.Tensor input, torch.Tensor pull)
    {
        var full = Gradient(network, input, pull, "float32");
        var own = Gradient(network, input, pull, Name);
        return ((double)((full * own).sum() / (full.norm() * own.norm())), (double)(own.norm() / full.norm()));
    }

    // In evaluation mode: batch norms over four pictures would enlarge every rounding.
    private static torch.Tensor Gradient(torch.nn.Module<torch.Tensor, torch.Tensor> network, torch.Tensor input, torch.Tensor pull, string precision)
    {
        network.eval();
        network.zero_grad();
        torch.Tensor output;
        using (PrecisionCatalog.All.Single(one => one.Name == precision).Enter(torch.CPU))
        {
            output = network.call(input);
        }

        (output.@float() * pull).sum().backward();
        return torch.cat([.. network.parameters().Select(parameter => parameter.grad()).OfType<torch.Tensor>().Select(gradient => gradient.@double().flatten())]);
    }
}
