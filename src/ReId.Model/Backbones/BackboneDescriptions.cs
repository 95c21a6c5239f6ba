using ReId.Model.Embedding;
using ReId.Model.Weights;

namespace ReId.Model.Backbones;

/// <summary>What a weights file of a backbone must hold, read off the network itself.</summary>
public static class BackboneDescriptions
{
    /// <summary>Describes a backbone.</summary>
    /// <param name="name">Its name, e.g. <c>osnet_x0_25</c>.</param>
    /// <exception cref="Contracts.ReIdException">There is none of that name; the message lists those there are.</exception>
    public static ArchitectureDescription Of(string name)
    {
        var backbone = BackboneCatalog.Get(name);
        using var module = backbone.Create();
        var tensors = StateLoader.Entries(module).Select(entry => (entry.Name, entry.Tensor.shape)).ToArray();
        var info = new ModelInfo
        {
            Architecture = backbone.Name,
            Dimension = backbone.Dimension,
            InputHeight = backbone.InputHeight,
            InputWidth = backbone.InputWidth,
            Mean = backbone.Mean,
            Std = backbone.Std,
        };
        return new ArchitectureDescription(info, tensors);
    }

    /// <summary>Number of trainable values of a backbone, without the classifier that training adds.</summary>
    /// <param name="backbone">The backbone.</param>
    public static long CountParameters(IBackbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var module = backbone.Create();
        return module.parameters().Sum(parameter => parameter.numel());
    }
}
