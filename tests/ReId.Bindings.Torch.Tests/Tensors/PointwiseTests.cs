using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class PointwiseTests
{
    public static TheoryData<string, Func<torch.Tensor, torch.Tensor>, Func<double, double>> Functions() => new()
    {
        { "abs", t => t.abs(), Math.Abs },
        { "neg", t => t.neg(), x => -x },
        { "exp", t => t.exp(), Math.Exp },
        { "log", t => t.abs().log(), x => Math.Log(Math.Abs(x)) },
        { "sqrt", t => t.abs().sqrt(), x => Math.Sqrt(Math.Abs(x)) },
        { "square", t => t.square(), x => x * x },
        { "sigmoid", t => t.sigmoid(), x => 1 / (1 + Math.Exp(-x)) },
        { "relu", t => t.relu(), x => Math.Max(x, 0) },
        { "relu6", t => (t * 4).relu6(), x => Math.Clamp(4 * x, 0, 6) },
        { "relu6_", t => (t * 4).relu6_(), x => Math.Clamp(4 * x, 0, 6) },
        { "reciprocal", t => t.reciprocal(), x => 1 / x },
        { "round", t => t.round(), x => Math.Round(x) },
        { "round to decimals", t => t.round(1), x => Math.Round(x, 1) },
        { "clamp", t => t.clamp(-1, 1), x => Math.Clamp(x, -1, 1) },
        { "clamp above only", t => t.clamp(max: 1), x => Math.Min(x, 1) },
        { "clamp_min", t => t.clamp_min(0.5), x => Math.Max(x, 0.5) },
        { "clamp_max", t => t.clamp_max(0.5), x => Math.Min(x, 0.5) },
        { "sigmoid_", t => t.sigmoid_(), x => 1 / (1 + Math.Exp(-x)) },
        { "relu_", t => t.relu_(), x => Math.Max(x, 0) },
        { "zero_", t => t.zero_(), _ => 0 },
        { "fill_", t => t.fill_(7), _ => 7 },
        { "torch.abs", torch.abs, Math.Abs },
        { "torch.exp", torch.exp, Math.Exp },
        { "torch.log", t => torch.log(t.abs()), x => Math.Log(Math.Abs(x)) },
        { "torch.sqrt", t => torch.sqrt(t.abs()), x => Math.Sqrt(Math.Abs(x)) },
        { "torch.sigmoid", torch.sigmoid, x => 1 / (1 + Math.Exp(-x)) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_is_that_of_mathematics(string name, Func<torch.Tensor, torch.Tensor> ours, Func<double, double> mathematics)
    {
        using var scope = torch.NewDisposeScope();
        float[] points = [-2.25f, -0.5f, 0.3f, 1.75f];
        var expected = points.Select(p => (float)mathematics(p)).ToArray();

        Values(ours(torch.tensor(points)), expected);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void What_is_no_number_is_found()
    {
        using var scope = torch.NewDisposeScope();
        var values = Vector(1, float.NaN, float.PositiveInfinity);

        Values(values.isnan(), 0, 1, 0);
        Values(values.isfinite(), 1, 0, 0);
        Values(values.isnan().logical_not(), 1, 0, 1);
    }

    [Fact]
    public void Softmax_sums_to_one_along_its_dimension()
    {
        using var scope = torch.NewDisposeScope();

        Values(Matrix(2, 2, 0, 0, 0, MathF.Log(3)).softmax(1), 0.5f, 0.5f, 0.25f, 0.75f);
    }
}
