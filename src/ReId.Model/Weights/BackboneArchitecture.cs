using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Backbones.Graphs;
using ReId.Model.Embedding;

namespace ReId.Model.Weights;

/// <summary>Describes a backbone by building it once: no list of shapes that could go stale.</summary>
internal static class BackboneArchitecture
{
    public static ArchitectureDescription Describe(string name) => Describe(BackboneCatalog.Get(name));

    public static ArchitectureDescription Describe(IBackbone backbone)
    {
        using var module = (NetworkModule)backbone.Create(false);

        // A model that can be written but never run would be found out too late.
        using (NetworkGraph.Trace(module, backbone.InputHeight, backbone.InputWidth))
        {
            return new ArchitectureDescription(
                InfoOf(backbone), [.. StateLoader.Entries(module).Select(entry => (entry.Name, entry.Tensor.shape))]);
        }
    }

    /// <summary>The backbone that a model file names, with its options.</summary>
    /// <exception cref="ReIdException">It is unknown here, or what the file says of it contradicts itself.</exception>
    public static IBackbone BackboneOf(ModelInfo info)
    {
        var backbone = BackboneCatalog.Get(info.Architecture, info.Options);
        if (backbone.Dimension != info.Dimension)
        {
            throw new ReIdException(
                $"The model file says dimension {info.Dimension}, but {backbone.Name} makes {backbone.Dimension}.");
        }

        return (backbone.InputHeight, backbone.InputWidth) == (info.InputHeight, info.InputWidth)
            ? backbone
            : backbone.Configure(new Dictionary<string, string> { ["input"] = $"{info.InputHeight}x{info.InputWidth}" });
    }

    /// <summary>What a model file says of a backbone, without id and training facts.</summary>
    public static ModelInfo InfoOf(IBackbone backbone) => new()
    {
        Architecture = backbone.Name,
        Options = backbone.Chosen,
        Dimension = backbone.Dimension,
        InputHeight = backbone.InputHeight,
        InputWidth = backbone.InputWidth,
        Mean = backbone.Mean,
        Std = backbone.Std,
    };
}
