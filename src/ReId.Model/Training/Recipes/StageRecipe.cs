namespace ReId.Model.Training.Recipes;

/// <summary>A part of a run with losses and an optimiser of its own; the weights go on from stage to stage.</summary>
public sealed record StageRecipe
{
    /// <summary>What it is called in logs.</summary>
    public string Name { get; init; } = "main";

    /// <summary>How often every picture is seen, about.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>The terms of the loss.</summary>
    public IReadOnlyList<LossRecipe> Losses { get; init; } = [new()];

    /// <summary>Name of the optimiser.</summary>
    public PartRecipe Optimizer { get; init; } = new() { Name = "adam" };

    /// <summary>Learning rate before warm-up and schedule.</summary>
    public double LearningRate { get; init; } = 3.5e-4;

    /// <summary>Times the learning rate, for what the losses learn: class weights, centres.</summary>
    public double LossRateFactor { get; init; } = 1;

    /// <summary>Times the learning rate, for parts of the network that <c>model.weights</c> has nothing for: they begin anew.</summary>
    public double FreshRateFactor { get; init; } = 1;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Whether biases and the scales of normalisations decay too.</summary>
    public bool DecayAll { get; init; } = true;

    /// <summary>How the learning rate goes.</summary>
    public PartRecipe Schedule { get; init; } = new() { Name = "constant" };

    /// <summary>Epochs during which the learning rate grows evenly to its value.</summary>
    public double WarmUpEpochs { get; init; }

    /// <summary>Share of the learning rate that the warm-up begins with.</summary>
    public double WarmUpFactor { get; init; } = 0.01;

    /// <summary>Prefixes of parameters that stay as they are at first, e.g. <c>conv1, layer1</c>; <c>body</c> is all but the head, in a network that has one.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>Epochs for which they stay.</summary>
    public int FreezeEpochs { get; init; }

    /// <summary>Offline mining; off by default.</summary>
    public MiningRecipe Mining { get; init; } = new();
}
