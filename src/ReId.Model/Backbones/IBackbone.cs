using TorchSharp;

namespace ReId.Model.Backbones;

/// <summary>
/// A network architecture that turns a picture into a feature vector. Adding one: implement this, add a line to
/// <see cref="BackboneCatalog"/>, derive its tests from the backbone contract suite.
/// </summary>
public interface IBackbone
{
    /// <summary>Name in configuration, command line and model files, e.g. <c>osnet_x0_25</c>.</summary>
    string Name { get; }

    /// <summary>Components of the feature vector.</summary>
    int Dimension { get; }

    /// <summary>Height of the input that it was designed for, pixels.</summary>
    int InputHeight { get; }

    /// <summary>Width of the input that it was designed for, pixels.</summary>
    int InputWidth { get; }

    /// <summary>Mean of the channels R, G, B on the scale 0 to 1.</summary>
    IReadOnlyList<float> Mean { get; }

    /// <summary>Standard deviation of the channels R, G, B on the scale 0 to 1.</summary>
    IReadOnlyList<float> Std { get; }

    /// <summary>
    /// Builds the network with freshly drawn weights, in training mode: N×3×H×W float32 in, N×<see cref="Dimension"/>
    /// out, without a classifier. The caller owns it.
    /// </summary>
    torch.nn.Module<torch.Tensor, torch.Tensor> Create();
}
