using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Stochastic gradient descent: g ← g + decay·w; v ← momentum·v + g (v = g at first); w ← w − rate·v, or with Nesterov
/// w ← w − rate·(g + momentum·v) (Sutskever et al. 2013).
/// </summary>
internal sealed class SgdOptimizer : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    public SgdOptimizer(IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base("sgd", groups)
    {
        _momentum = settings.Number("momentum", 0.9, 0, 1);
        _nesterov = settings.Flag("nesterov");
    }

    protected override void Update(string parameterName, torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, long step)
    {
        if (group.WeightDecay > 0)
        {
            gradient = gradient.add(parameter, group.WeightDecay);
        }

        var direction = gradient;
        if (_momentum > 0)
        {
            // The first step is the gradient itself, which zero times the momentum plus the gradient is too.
            var velocity = Memory(parameterName, "momentum", parameter);
            velocity.mul_(_momentum).add_(gradient);
            direction = _nesterov ? gradient.add(velocity, _momentum) : velocity;
        }

        parameter.add_(direction, -group.LearningRate);
    }
}
