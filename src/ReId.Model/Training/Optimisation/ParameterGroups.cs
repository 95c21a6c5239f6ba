using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>Sorts parameters into groups.</summary>
public static class ParameterGroups
{
    /// <summary>Groups for a network and what its losses learn.</summary>
    /// <param name="network">Parameters of the network.</param>
    /// <param name="losses">Parameters of the losses.</param>
    /// <param name="learningRate">The first learning rate.</param>
    /// <param name="lossRateFactor">Factor on the rate of the losses' parameters.</param>
    /// <param name="weightDecay">Weight decay.</param>
    /// <param name="decayAll">Whether vectors (biases, scales and shifts of normalisations) decay too.</param>
    /// <returns>Groups that are not empty.</returns>
    public static IReadOnlyList<ParameterGroup> Build(
        IEnumerable<(string Name, Parameter Parameter)> network, IEnumerable<(string Name, Parameter Parameter)> losses,
        double learningRate, double lossRateFactor = 1, double weightDecay = 0, bool decayAll = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(losses);
        var all = network.ToArray();
        ParameterGroup[] groups =
        [
            Group("network", all.Where(Decays), 1, weightDecay),
            Group("network without decay", all.Where(entry => !Decays(entry)), 1, 0),
            Group("losses", losses, lossRateFactor, weightDecay),
        ];
        return [.. groups.Where(group => group.Parameters.Count > 0)];

        bool Decays((string Name, Parameter Parameter) entry) => decayAll || entry.Parameter.ndim > 1;

        ParameterGroup Group(string name, IEnumerable<(string, Parameter)> parameters, double factor, double decay) =>
            new(name, [.. parameters]) { LearningRate = learningRate * factor, LearningRateFactor = factor, WeightDecay = decay };
    }
}
