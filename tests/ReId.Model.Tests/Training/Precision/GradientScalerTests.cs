using ReId.Contracts;
using ReId.Model.Training.Precision;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Precision;

public class GradientScalerTests
{
    [Fact]
    public void Scaling_changes_no_digit_of_the_gradient()
    {
        using var scope = torch.NewDisposeScope();
        using var scaler = new GradientScaler();
        using var parameter = new Parameter(torch.tensor(new float[] { 1, 2, 3 }));

        scaler.Scale((parameter * torch.tensor(new float[] { 0.1f, -3, 1e-6f })).sum()).backward();
        Assert.Equal(0.1f * 65536, parameter.grad()!.data<float>()[0]);

        Assert.True(scaler.Unscale([parameter]));
        Assert.Equal([0.1f, -3, 1e-6f], parameter.grad()!.data<float>().ToArray());
    }

    [Fact]
    public void The_scale_halves_after_an_overflow_and_doubles_after_enough_good_steps()
    {
        using var scaler = new GradientScaler(growthSteps: 3);
        var factors = new List<double>();
        foreach (var pull in new[] { 1, 1, float.PositiveInfinity, 1, 1, 1, float.NaN, 1 })
        {
            Assert.Equal(float.IsFinite(pull), Step(scaler, pull));
            factors.Add(scaler.Factor / GradientScaler.FirstScale);
        }

        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 1, 0.5, 0.5], factors);
    }

    [Fact]
    public void The_scale_never_falls_below_one()
    {
        using var scaler = new GradientScaler();
        for (var i = 0; i < 20; i++)
        {
            Assert.False(Step(scaler, float.NaN));
        }

        Assert.Equal(1, scaler.Factor);
    }

    [Fact]
    public void A_restored_scaler_continues()
    {
        using var whole = new GradientScaler(3);
        Step(whole, float.NaN);
        Step(whole, 1);
        Step(whole, 1);
        using var resumed = new GradientScaler(3);
        resumed.Load(whole.State());

        Step(resumed, 1);

        Assert.Equal(GradientScaler.FirstScale, resumed.Factor);
        Assert.Contains("'scale' from 1", Assert.Throws<ReIdException>(() => resumed.Load(new Dictionary<string, torch.Tensor>())).Message, StringComparison.Ordinal);
    }

    private static bool Step(GradientScaler scaler, float pull)
    {
        using var scope = torch.NewDisposeScope();
        using var parameter = new Parameter(torch.ones(1));
        scaler.Scale((parameter * pull).sum()).backward();
        return scaler.Unscale([parameter]);
    }
}
