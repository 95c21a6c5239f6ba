using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Changes parameters by their gradients. Adding one: derive from <see cref="Optimizer"/>, add a line to
/// <see cref="OptimizerCatalog"/>, derive its tests from the contract suite.
/// </summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Name in recipes.</summary>
    string Name { get; }

    /// <summary>What is changed, with the rates.</summary>
    IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Changes every parameter that has a gradient.</summary>
    void Step();

    /// <summary>Forgets the gradients.</summary>
    void ZeroGradient();

    /// <summary>What it remembers from step to step, by name; the tensors stay its own.</summary>
    IReadOnlyDictionary<string, torch.Tensor> State();

    /// <summary>Takes over what an optimiser of the same kind and parameters remembered.</summary>
    /// <param name="state">Copied; by the names of <see cref="State"/>.</param>
    /// <exception cref="ReId.Contracts.ReIdException">It does not fit the parameters.</exception>
    void Load(IReadOnlyDictionary<string, torch.Tensor> state);
}
