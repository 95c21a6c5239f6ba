using ReId.Contracts;
using ReId.Model.Backbones.Layers;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Heads;

/// <summary>
/// Logits of the identities, x·Wᵀ: linear without bias, weights from N(0, 0.001²), as after a BNNeck (Luo et al., "Bag of
/// Tricks", 2019). N×D in, N×classes out; the parameter is <c>weight</c>, classes × D.
/// </summary>
public sealed class ClassifierHead : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private const string Name = "A classifier head";
    private const double Deviation = 0.001;

    private readonly Parameter weight;

    /// <summary>Draws the weights from the engine's generator.</summary>
    /// <param name="dimension">Components of a feature.</param>
    /// <param name="classes">Identities.</param>
    /// <exception cref="ReIdException">A size below 1.</exception>
    public ClassifierHead(long dimension, long classes)
        : base(nameof(ClassifierHead))
    {
        weight = Parameters.Empty(HeadInput.Size(Name, "class", classes), HeadInput.Size(Name, "component", dimension));
        Parameters.Normal(weight, Deviation);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <exception cref="ReIdException">Features of another shape.</exception>
    public override torch.Tensor forward(torch.Tensor input)
    {
        HeadInput.Check(Name, input, weight.shape[1]);
        return torch.nn.functional.linear(input, weight);
    }
}
