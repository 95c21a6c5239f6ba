using ReId.Contracts;
using ReId.Model.Backbones.Options;
using TorchSharp;

namespace ReId.Model.Backbones;

/// <summary>
/// A network architecture that turns a picture into a feature vector. Adding one: derive from <c>Backbone</c>, add a line
/// to <see cref="BackboneCatalog"/>, derive its tests from the backbone contract suite.
/// </summary>
public interface IBackbone
{
    /// <summary>Name in configuration, command line and model files, e.g. <c>osnet_x0_25</c>.</summary>
    string Name { get; }

    /// <summary>Components of the feature vector.</summary>
    int Dimension { get; }

    /// <summary>Height of the input, pixels.</summary>
    int InputHeight { get; }

    /// <summary>Width of the input, pixels.</summary>
    int InputWidth { get; }

    /// <summary>Mean of the channels R, G, B on the scale 0 to 1.</summary>
    IReadOnlyList<float> Mean { get; }

    /// <summary>Standard deviation of the channels R, G, B on the scale 0 to 1.</summary>
    IReadOnlyList<float> Std { get; }

    /// <summary>What can be chosen about it.</summary>
    IReadOnlyList<BackboneOption> Options { get; }

    /// <summary>What was chosen and differs from the default, by option name; empty for the backbones of the catalog.</summary>
    IReadOnlyDictionary<string, string> Chosen { get; }

    /// <summary>The same architecture with some options chosen.</summary>
    /// <param name="options">Values by option name, on top of those chosen before.</param>
    /// <exception cref="ReIdException">No such option, no such value, or two that contradict each other.</exception>
    IBackbone Configure(IReadOnlyDictionary<string, string> options);

    /// <summary>
    /// Builds the network in training mode: N×3×H×W float32 in, N×<see cref="Dimension"/> out, without a classifier. The
    /// caller owns it.
    /// </summary>
    /// <param name="draw">
    /// Whether weights are drawn (from <c>torch.manual_seed</c>'s generator); without, their values are whatever the
    /// memory holds, for a caller that sets them or only asks for shapes.
    /// </param>
    torch.nn.Module<torch.Tensor, torch.Tensor> Create(bool draw = true);
}
