using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>AdaGrad (Duchi, Hazan, Singer 2011): s ← s + g²; w ← w − rate·g/(√s + ε).</summary>
internal sealed class AdagradOptimizer : Optimizer
{
    private readonly double _epsilon;

    public AdagradOptimizer(IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base("adagrad", groups) => _epsilon = settings.Number("epsilon", 1e-10, 0);

    protected override void Update(string parameterName, torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, long step)
    {
        if (group.WeightDecay > 0)
        {
            gradient = gradient.add(parameter, group.WeightDecay);
        }

        var squares = Memory(parameterName, "squares", parameter);
        squares.addcmul_(gradient, gradient, 1.0);
        parameter.addcdiv_(gradient, squares.sqrt().add_(_epsilon), -group.LearningRate);
    }
}
