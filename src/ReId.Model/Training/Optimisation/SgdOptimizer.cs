using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Stochastic gradient descent: g ← g + decay·w; v ← momentum·v + g (v = g at first); w ← w − rate·v, or with Nesterov
/// w ← w − rate·(g + momentum·v) (Sutskever et al. 2013).
/// </summary>
internal sealed class SgdOptimizer : Optimizer
{
    private const string Velocity = "momentum";

    private readonly double _momentum;
    private readonly bool _nesterov;

    public SgdOptimizer(IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base("sgd", groups)
    {
        _momentum = settings.Number("momentum", 0.9, 0, 1);
        _nesterov = settings.Flag("nesterov");
        if (_nesterov && _momentum == 0)
        {
            throw new ReIdException("Option 'nesterov' of optimiser 'sgd' looks ahead along the momentum, which is 0: give a momentum above 0 or leave it out.");
        }
    }

    protected override IReadOnlyList<string> Remembered => _momentum > 0 ? [Velocity] : [];

    protected override void Update(torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, ParameterMemory memory)
    {
        if (group.WeightDecay > 0)
        {
            gradient = gradient.add(parameter, group.WeightDecay);
        }

        var direction = gradient;
        if (_momentum > 0)
        {
            // The first step is the gradient itself, which zero times the momentum plus the gradient is too.
            var velocity = memory.Get(Velocity, parameter);
            velocity.mul_(_momentum).add_(gradient);
            direction = _nesterov ? gradient.add(velocity, _momentum) : velocity;
        }

        parameter.add_(direction, -group.LearningRate);
    }
}
