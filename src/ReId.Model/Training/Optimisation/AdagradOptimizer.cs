using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// AdaGrad (Duchi, Hazan, Singer 2011): s ← s + g²; w ← w − rate/(1 + (t − 1)·decay)·g/(√s + ε). The FaceNet recipe
/// uses it with rate 0.05.
/// </summary>
internal sealed class AdagradOptimizer : Optimizer
{
    private const string Squares = "squares";

    private readonly double _epsilon;
    private readonly double _first;
    private readonly double _rateDecay;

    public AdagradOptimizer(IReadOnlyList<ParameterGroup> groups, PartSettings settings)
        : base("adagrad", groups)
    {
        _epsilon = settings.Number("epsilon", 1e-10, 0);
        _first = settings.Number("initial", 0, 0);
        _rateDecay = settings.Number("rate_decay", 0, 0);
    }

    protected override IReadOnlyList<string> Remembered => [Squares];

    protected override void Update(torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, ParameterMemory memory)
    {
        if (group.WeightDecay > 0)
        {
            gradient = gradient.add(parameter, group.WeightDecay);
        }

        var squares = memory.Get(Squares, parameter, _first);
        squares.addcmul_(gradient, gradient, 1.0);
        var rate = group.LearningRate / (1 + ((memory.Step - 1) * _rateDecay));
        parameter.addcdiv_(gradient, squares.sqrt().add_(_epsilon), -rate);
    }
}
