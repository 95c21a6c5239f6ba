using ReId.Model.Training.Optimisation;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

public class GradientClippingTests
{
    [Theory]
    [InlineData(0, 6, 8)]
    [InlineData(20, 6, 8)]
    [InlineData(5, 3, 4)]
    public void Gradients_are_shortened_together(double greatest, double first, double second)
    {
        using var scope = torch.NewDisposeScope();
        using var a = Pulled(6);
        using var b = Pulled(8);

        Assert.Equal(10, GradientClipping.ByNorm([a, b], greatest), 1e-6);

        Assert.Equal(first, (double)a.grad()!, 1e-6);
        Assert.Equal(second, (double)b.grad()!, 1e-6);
    }

    [Fact]
    public void Frozen_parameters_and_those_without_gradient_count_nothing()
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = Pulled(6);
        using var untouched = new Parameter(torch.zeros([1]));
        frozen.requires_grad = false;

        Assert.Equal(0, GradientClipping.ByNorm([frozen, untouched], 1));
        Assert.Equal(6, (double)frozen.grad()!);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_shows_and_nothing_is_changed(float pull)
    {
        using var scope = torch.NewDisposeScope();
        using var bad = Pulled(pull);
        using var good = Pulled(6);

        Assert.False(double.IsFinite(GradientClipping.ByNorm([bad, good], 1)));
        Assert.Equal(6, (double)good.grad()!);
    }

    private static Parameter Pulled(float pull)
    {
        var parameter = new Parameter(torch.zeros([1]));
        (parameter * pull).sum().backward();
        return parameter;
    }
}
