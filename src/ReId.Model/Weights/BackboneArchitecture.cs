using ReId.Model.Backbones;
using ReId.Model.Embedding;

namespace ReId.Model.Weights;

/// <summary>Describes a backbone of the catalog by building it once: no list of shapes that could go stale.</summary>
internal static class BackboneArchitecture
{
    public static ArchitectureDescription Describe(string name)
    {
        var backbone = BackboneCatalog.Get(name);
        using var module = backbone.Create();
        var info = new ModelInfo
        {
            Architecture = backbone.Name,
            Dimension = backbone.Dimension,
            InputHeight = backbone.InputHeight,
            InputWidth = backbone.InputWidth,
            Mean = backbone.Mean,
            Std = backbone.Std,
        };
        return new ArchitectureDescription(
            info, [.. StateLoader.Entries(module).Select(entry => (entry.Name, entry.Tensor.shape))]);
    }
}
