using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp;

namespace ReId.Model.Tests.Training.Optimisation;

/// <summary>What every optimiser must do; a new one inherits this suite with its name, and adds cases to make.py.</summary>
public abstract class OptimizerContract
{
    private static readonly GoldenSteps s_golden = GoldenSteps.Load();

    /// <summary>Name in the catalogue.</summary>
    protected abstract string Name { get; }

    private GoldenSteps.Case[] Cases => [.. s_golden.Cases.Where(one => one.Optimizer == Name)];

    private GoldenSteps.Case Last => Cases[^1];

    [Fact]
    public void Every_step_is_that_of_pytorch()
    {
        Assert.NotEmpty(Cases);
        Assert.All(Cases, one => Follows(one, torch.ScalarType.Float64, 1e-12));
    }

    [Fact]
    public void Single_precision_is_near_double_precision() =>
        Assert.All(Cases, one => Follows(one, torch.ScalarType.Float32, 1e-5));

    [Fact]
    public void A_restored_state_continues_exactly()
    {
        const int Half = 4;
        using var whole = new GoldenSteps.Run(s_golden, Last, torch.ScalarType.Float32);
        using var resumed = new GoldenSteps.Run(s_golden, Last, torch.ScalarType.Float32);
        Run(whole, 0, Half);
        resumed.CopyFrom(whole);
        resumed.Optimizer.Load(whole.Optimizer.State());

        Run(whole, Half, s_golden.Gradients.Length);
        Run(resumed, Half, s_golden.Gradients.Length);

        Assert.Equal(whole.Values(), resumed.Values());
    }

    [Fact]
    public void State_is_named_by_parameter_and_counts_its_steps()
    {
        using var run = new GoldenSteps.Run(s_golden, Last);
        Run(run, 0, 5);

        var state = run.Optimizer.State();

        Assert.Equal((5L, 3L), (state["body.first/step"].item<long>(), state["head.second/step"].item<long>()));
        Assert.All(state.Keys, name => Assert.True(name.StartsWith("body.first/", StringComparison.Ordinal) || name.StartsWith("head.second/", StringComparison.Ordinal)));
        Assert.All(
            state.Where(one => one.Key.StartsWith("body", StringComparison.Ordinal) && !one.Key.EndsWith("/step", StringComparison.Ordinal)),
            one => Assert.Equal(s_golden.First.Length, Assert.Single(one.Value.shape)));
    }

    [Fact]
    public void A_parameter_that_is_frozen_or_without_gradient_stays()
    {
        using var run = new GoldenSteps.Run(s_golden, Last);
        run.Backward(0);
        run.First.requires_grad = false;

        run.Optimizer.Step();

        Assert.Equal([s_golden.First, s_golden.Second], run.Values());
        Assert.Empty(run.Optimizer.State());
    }

    [Fact]
    public void Forgotten_gradients_do_nothing()
    {
        using var run = new GoldenSteps.Run(s_golden, Last);
        run.Step(0);
        var before = run.Values();

        run.Optimizer.ZeroGradient();
        run.Optimizer.Step();

        Assert.Equal(before, run.Values());
    }

    [Fact]
    public void A_rate_of_zero_moves_nothing()
    {
        using var run = new GoldenSteps.Run(s_golden, Last);
        foreach (var group in run.Optimizer.Groups)
        {
            group.LearningRate = 0;
        }

        run.Step(4);

        Assert.Equal([s_golden.First, s_golden.Second], run.Values());
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        using var scope = torch.NewDisposeScope();
        using var run = new GoldenSteps.Run(s_golden, Last);
        Run(run, 0, 3);
        var state = run.Optimizer.State();
        var before = Numbers(state);

        Refuses("'body.third/step' belongs to no parameter", new(state) { ["body.third/step"] = torch.zeros([], torch.ScalarType.Int64) });
        Refuses("'body.first/nonsense' belongs to no parameter", new(state) { ["body.first/nonsense"] = torch.zeros([6]) });
        Refuses("'head.second/step' is missing", new(state.Where(one => one.Key != "head.second/step")));

        Assert.Equal(before, Numbers(run.Optimizer.State()));

        static IEnumerable<double> Numbers(IReadOnlyDictionary<string, torch.Tensor> state) =>
            [.. state.Values.SelectMany(tensor => tensor.@double().data<double>().ToArray())];

        void Refuses(string piece, Dictionary<string, torch.Tensor> wrong) =>
            Assert.Contains(piece, Assert.Throws<ReIdException>(() => run.Optimizer.Load(wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_named_with_the_nearest()
    {
        var message = Assert.Throws<ReIdException>(
            () => OptimizerCatalog.Create(Name, [], new Dictionary<string, string> { ["no_such"] = "1" })).Message;

        Assert.Contains($"Optimiser '{Name}' has no option 'no_such': the nearest is '", message, StringComparison.Ordinal);
    }

    private static void Run(GoldenSteps.Run run, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            run.Step(step);
        }
    }

    private static void Follows(GoldenSteps.Case one, torch.ScalarType type, double tolerance)
    {
        using var run = new GoldenSteps.Run(s_golden, one, type);
        for (var step = 0; step < one.Expected.Length; step++)
        {
            run.Step(step);
            foreach (var (expected, actual) in one.Expected[step].Zip(run.Values()))
            {
                Assert.Equal(expected.Length, actual.Length);
                Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * (1 + Math.Abs(pair.First))));
            }
        }
    }
}
