using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using ReId.Testing;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

public sealed class OptimizerTests
{
    private static readonly JsonElement s_golden =
        JsonDocument.Parse(File.ReadAllBytes(RepositoryPaths.Golden("optimizers/torch-optim.json"))).RootElement;

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, s_golden.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_equal_those_of_pytorch(int number)
    {
        var (name, settings, decay, rate, expected) = Case(number);
        using var parameters = new Pair();
        using var optimizer = OptimizerCatalog.Create(name, parameters.Groups(rate, decay), settings);

        parameters.Train(optimizer, 0, 6);

        Assert.Equal(name, optimizer.Name);
        Assert.Equal(expected[0], parameters.First(), Close);
        Assert.Equal(expected[1], parameters.Second(), Close);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_it_remembers_can_be_saved_and_restored(int number)
    {
        var (name, settings, decay, rate, expected) = Case(number);
        using var parameters = new Pair();
        using (var first = OptimizerCatalog.Create(name, parameters.Groups(rate, decay), settings))
        {
            parameters.Train(first, 0, 3);
            using var second = OptimizerCatalog.Create(name, parameters.Groups(rate, decay), settings);
            second.Load(first.State());
            parameters.Train(second, 3, 6);
        }

        Assert.Equal(expected[0], parameters.First(), Close);
        Assert.Equal(expected[1], parameters.Second(), Close);
    }

    [Fact]
    public void A_parameter_without_gradient_stays()
    {
        using var parameters = new Pair();
        using var optimizer = OptimizerCatalog.Create("adamw", parameters.Groups(0.1, 0.1), new Dictionary<string, string>());

        optimizer.Step();

        Assert.Equal([1.5, -0.25], parameters.Second());
    }

    [Fact]
    public void State_of_other_parameters_is_refused()
    {
        using var parameters = new Pair();
        using var optimizer = OptimizerCatalog.Create("sgd", parameters.Groups(0.1, 0), new Dictionary<string, string>());
        using var other = torch.zeros([3]);

        var error = Assert.Throws<ReIdException>(() => optimizer.Load(new Dictionary<string, torch.Tensor> { ["b/momentum"] = other }));

        Assert.Equal("The optimiser's state does not fit: 'b/momentum' belongs to no parameter of its shape.", error.Message);
    }

    [Theory]
    [InlineData("sdg", "", "There is no optimiser 'sdg'; there are sgd, adagrad, adam, adamw.")]
    [InlineData("sgd", "beta1=1", "optimiser 'sgd' has no option 'beta1'; it has momentum, nesterov.")]
    [InlineData("sgd", "momentum=2", "Option 'momentum' of optimiser 'sgd' must be a number from 0 to 1, not '2'.")]
    [InlineData("sgd", "nesterov=maybe", "Option 'nesterov' of optimiser 'sgd' must be true or false, not 'maybe'.")]
    [InlineData("adam", "epsilon=-1", "Option 'epsilon' of optimiser 'adam' must be a number of at least 0, not '-1'.")]
    public void What_is_unknown_is_named(string name, string setting, string message)
    {
        var settings = setting.Length == 0 ? [] : new Dictionary<string, string> { [setting.Split('=')[0]] = setting.Split('=')[1] };
        using var parameters = new Pair();

        var error = Assert.Throws<ReIdException>(() => OptimizerCatalog.Create(name, parameters.Groups(0.1, 0), settings));

        Assert.Equal(message, error.Message);
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) < 1e-12;

    private static (string Name, Dictionary<string, string> Settings, double Decay, double Rate, double[][] Expected) Case(int number)
    {
        var one = s_golden.GetProperty("cases")[number];
        return (
            one.GetProperty("optimizer").GetString()!, one.GetProperty("settings").Deserialize<Dictionary<string, string>>()!,
            one.GetProperty("weightDecay").GetDouble(), one.GetProperty("learningRate").GetDouble(),
            one.GetProperty("expected").Deserialize<double[][]>()!);
    }

    /// <summary>The two parameters and the loss of the golden file.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly Parameter _first = new(torch.tensor([0.5, -1.0, 2.0, 0.25, 0.75, -0.5], [2, 3]));
        private readonly Parameter _second = new(torch.tensor([1.5, -0.25], [2]));

        public IReadOnlyList<ParameterGroup> Groups(double rate, double decay) =>
        [
            new("all", [("a.x", _first), ("b", _second)]) { LearningRate = rate, WeightDecay = decay },
        ];

        public void Train(IOptimizer optimizer, int from, int to)
        {
            for (var t = from; t < to; t++)
            {
                using var scope = torch.NewDisposeScope();
                optimizer.ZeroGradient();
                var loss = (_first.square() * (t + 1.0)).sum() + (_first.sin().sum() * 3.0) + _second.pow(4.0).sum()
                    + (_first.sum(1) * _second).sum();
                loss.backward();
                optimizer.Step();
            }
        }

        public double[] First() => _first.detach().data<double>().ToArray();

        public double[] Second() => _second.detach().data<double>().ToArray();

        public void Dispose()
        {
            _first.Dispose();
            _second.Dispose();
        }
    }
}
