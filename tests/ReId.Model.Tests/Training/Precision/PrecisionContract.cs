using ReId.Model.Backbones;
using ReId.Model.Training.Precision;
using TorchSharp;

namespace ReId.Model.Tests.Training.Precision;

/// <summary>
/// What every precision must do. A step of OSNet is made on the CPU whether or not it gains there: libtorch computes the
/// same without the instructions, only slower.
/// </summary>
public abstract class PrecisionContract
{
    /// <summary>Name in the catalogue.</summary>
    protected abstract string Name { get; }

    /// <summary>Type of a product inside, on the CPU.</summary>
    protected abstract torch.ScalarType Inside { get; }

    /// <summary>Least cosine between the gradient and that in float32.</summary>
    protected virtual double LeastCosine => 0.98;

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
    public void The_gradient_of_a_network_is_near_that_of_float32()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(4);
        using var network = BackboneCatalog.Get("osnet_x0_25").Create();
        var input = torch.randn([4, 3, 64, 32]);
        var pull = torch.randn([4, 512]);

        var full = Gradient(network, input, pull, "float32");
        var own = Gradient(network, input, pull, Name);

        Assert.True(own.isfinite().all().item<bool>());
        var cosine = (double)((full * own).sum() / (full.norm() * own.norm()));
        Assert.InRange(cosine, LeastCosine, 1 + 1e-5);
        Assert.InRange((double)(own.norm() / full.norm()), 0.95, 1.05);
        Assert.All(network.parameters(), parameter => Assert.Equal(torch.ScalarType.Float32, parameter.dtype));
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
        return torch.cat([.. network.parameters().Select(parameter => parameter.grad()).OfType<torch.Tensor>().Select(gradient => gradient.flatten().clone())]);
    }
}
