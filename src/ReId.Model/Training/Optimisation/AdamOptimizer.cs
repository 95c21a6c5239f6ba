using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Adam (Kingma, Ba 2015, arXiv:1412.6980), its weight decay part of the gradient; or AdamW (Loshchilov, Hutter 2019,
/// arXiv:1711.05101), which shrinks the weights themselves.
/// </summary>
internal sealed class AdamOptimizer : Optimizer
{
    private const string Mean = "mean";
    private const string Squares = "squares";

    // A mean of weight 1 never takes anything in, and its correction divides by 0.
    private const double MostBeta = 0.999999;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _decoupled;

    public AdamOptimizer(string name, bool decoupled, IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base(name, groups)
    {
        _decoupled = decoupled;
        _beta1 = settings.Number("beta1", 0.9, 0, MostBeta);
        _beta2 = settings.Number("beta2", 0.999, 0, MostBeta);
        _epsilon = settings.Number("epsilon", 1e-8, 0);
    }

    protected override IReadOnlyList<string> Remembered => [Mean, Squares];

    protected override void Update(torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, ParameterMemory memory)
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

        var mean = memory.Get(Mean, parameter);
        var squares = memory.Get(Squares, parameter);
        mean.mul_(_beta1).add_(gradient, 1 - _beta1);
        squares.mul_(_beta2).addcmul_(gradient, gradient, 1 - _beta2);
        // √(s / (1 − β₂ᵗ)) + ε and m / (1 − β₁ᵗ), with the corrections moved into numbers: one operator less.
        var correction = Math.Sqrt(1 - Math.Pow(_beta2, memory.Step));
        var rate = group.LearningRate * correction / (1 - Math.Pow(_beta1, memory.Step));
        parameter.addcdiv_(mean, squares.sqrt().add_(_epsilon * correction), -rate);
    }
}
