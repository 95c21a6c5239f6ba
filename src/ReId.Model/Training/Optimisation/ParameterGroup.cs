using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>Parameters that share rates.</summary>
/// <param name="name">What it is called.</param>
/// <param name="parameters">Parameters by name; names differ over all groups of an optimiser.</param>
public sealed class ParameterGroup(string name, IReadOnlyList<(string Name, Parameter Parameter)> parameters)
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>The parameters.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; } = parameters;

    /// <summary>The learning rate of the next step; a schedule sets it.</summary>
    public double LearningRate { get; set; }

    /// <summary>What a schedule multiplies its rate by for this group.</summary>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; }
}
