using System.Text.Json;
using ReId.Model.Training.Optimisation;
using ReId.Testing;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

/// <summary>The golden file of tests/golden/optimizers: gradients by step, and where torch.optim takes two parameters with them.</summary>
internal sealed record GoldenSteps(double[] First, double[] Second, double[]?[][] Gradients, GoldenSteps.Case[] Cases)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    // Beside the tests, not in shared/golden: it is ours.
    public static GoldenSteps Load() => JsonSerializer.Deserialize<GoldenSteps>(
        File.ReadAllBytes(Path.Combine(RepositoryPaths.Root, "tests", "golden", "optimizers", "steps.json")), s_options)!;

    /// <summary>One optimiser with its settings, and the parameters after each step.</summary>
    public sealed record Case(
        string Optimizer, Dictionary<string, string> Settings, double LearningRate, double WeightDecay, double[][][] Expected);

    /// <summary>The two parameters, and the optimiser of a case over them.</summary>
    public sealed class Run : IDisposable
    {
        private readonly GoldenSteps _golden;

        public Run(GoldenSteps golden, Case one, torch.ScalarType type = torch.ScalarType.Float64)
        {
            _golden = golden;
            using var scope = torch.NewDisposeScope();
            First = new Parameter(torch.tensor(golden.First, type));
            Second = new Parameter(torch.tensor(golden.Second, type));
            Optimizer = OptimizerCatalog.Create(
                one.Optimizer,
                [
                    new("body", [("body.first", First)]) { LearningRate = one.LearningRate, WeightDecay = one.WeightDecay },
                    new("head", [("head.second", Second)]) { LearningRate = 10 * one.LearningRate, LearningRateFactor = 10 },
                ],
                one.Settings);
        }

        public Parameter First { get; }

        public Parameter Second { get; }

        public IOptimizer Optimizer { get; }

        /// <summary>Leaves the gradients of a step in the parameters.</summary>
        public void Backward(int step)
        {
            using var scope = torch.NewDisposeScope();
            foreach (var (parameter, gradient) in new[] { First, Second }.Zip(_golden.Gradients[step]))
            {
                if (gradient is not null)
                {
                    // The gradient of Σ g·w is g.
                    (parameter * torch.tensor(gradient, parameter.dtype)).sum().backward();
                }
            }
        }

        public void Step(int step)
        {
            Optimizer.ZeroGradient();
            Backward(step);
            Optimizer.Step();
        }

        public double[][] Values() => [Values(First), Values(Second)];

        /// <summary>Takes the values of another run's parameters over.</summary>
        public void CopyFrom(Run other)
        {
            using var noGrad = torch.no_grad();
            First.copy_(other.First);
            Second.copy_(other.Second);
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            First.Dispose();
            Second.Dispose();
        }

        private static double[] Values(Parameter parameter)
        {
            using var scope = torch.NewDisposeScope();
            return parameter.detach().@double().data<double>().ToArray();
        }
    }
}
