using ReId.Model.Training.Optimisation;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>What a stage's optimiser moves, and at which rate.</summary>
internal static class StageParameters
{
    /// <summary>The weights of the network and what the losses learn, in groups by rate and decay.</summary>
    /// <param name="stage">Rates and decay.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="losses">What learns beside it.</param>
    public static IReadOnlyList<ParameterGroup> Groups(StageRecipe stage, TrainingNetwork network, StageLosses losses)
    {
        var parameters = network.Module.named_parameters().Select(p => (p.name, p.parameter)).ToArray();
        // Statistics of normalisations may be new too, but no optimiser moves them.
        string[] fresh = stage.FreshRateFactor == 1
            ? []
            : [.. network.Kept.Intersect(parameters.Select(p => p.name), StringComparer.Ordinal)];
        return ParameterGroups.Build(
            parameters, losses.Parameters(), stage.LearningRate, stage.LossRateFactor, stage.WeightDecay, stage.DecayAll,
            fresh, stage.FreshRateFactor);
    }
}
