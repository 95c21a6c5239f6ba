using ReId.Contracts;
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
    /// <param name="fresh">Parts of the network that begin anew, e.g. <c>fc</c> over weights that were loaded; none by default.</param>
    /// <param name="freshRateFactor">Factor on their rate.</param>
    /// <returns>Groups that are not empty.</returns>
    /// <exception cref="ReIdException">A name in <paramref name="fresh"/> fits no parameter.</exception>
    public static IReadOnlyList<ParameterGroup> Build(
        IEnumerable<(string Name, Parameter Parameter)> network, IEnumerable<(string Name, Parameter Parameter)> losses,
        double learningRate, double lossRateFactor = 1, double weightDecay = 0, bool decayAll = true,
        IReadOnlyList<string>? fresh = null, double freshRateFactor = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(losses);
        var all = network.ToArray();
        var isFresh = PartNames.Matcher(all.Select(entry => entry.Name), fresh ?? [], "fresh");
        var parts = all.ToLookup(entry => isFresh(entry.Name));
        return
        [
            .. Groups("network", parts[false], 1),
            .. Groups("fresh parts", parts[true], freshRateFactor),
            .. Groups("losses", losses, lossRateFactor),
        ];

        // Vectors are biases, scales, shifts and powers: to pull them to 0 does not make a network simpler.
        IEnumerable<ParameterGroup> Groups(string name, IEnumerable<(string Name, Parameter Parameter)> parameters, double factor)
        {
            var decaying = parameters.ToLookup(entry => decayAll || entry.Parameter.ndim > 1);
            ParameterGroup[] groups =
            [
                Group(name, decaying[true], factor, weightDecay), Group($"{name} without decay", decaying[false], factor, 0),
            ];
            return groups.Where(group => group.Parameters.Count > 0);
        }

        ParameterGroup Group(string name, IEnumerable<(string, Parameter)> parameters, double factor, double decay) =>
            new(name, [.. parameters]) { LearningRate = learningRate * factor, LearningRateFactor = factor, WeightDecay = decay };
    }
}
