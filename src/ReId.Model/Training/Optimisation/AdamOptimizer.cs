using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Adam (Kingma, Ba 2015, arXiv:1412.6980), its weight decay part of the gradient; or AdamW (Loshchilov, Hutter 2019,
/// arXiv:1711.05101), which shrinks the weights themselves.
/// </summary>
internal sealed class AdamOptimizer : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _decoupled;

    public AdamOptimizer(string name, bool decoupled, IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base(name, groups)
    {
        _decoupled = decoupled;
        _beta1 = settings.Number("beta1", 0.9, 0, 1);
        _beta2 = settings.Number("beta2", 0.999, 0, 1);
        _epsilon = settings.Number("epsilon", 1e-8, 0);
    }

    protected override void Update(string parameterName, torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, long step)
    {
        if (group.WeightDecay > 0)
        {
            if (_decoupled)
            {
                parameter.mul_(1 - (group.LearningRate * group.WeightDecay));
            }
            else
            {
                gradient = gradient.add(parameter, group.WeightDecay);
            }
        }

        var mean = Memory(parameterName, "mean", parameter);
        var squares = Memory(parameterName, "squares", parameter);
        mean.mul_(_beta1).add_(gradient, 1 - _beta1);
        squares.mul_(_beta2).addcmul_(gradient, gradient, 1 - _beta2);
        var scale = Math.Sqrt(1 - Math.Pow(_beta2, step));
        parameter.addcdiv_(mean, squares.sqrt().div_(scale).add_(_epsilon), -group.LearningRate / (1 - Math.Pow(_beta1, step)));
    }
}
