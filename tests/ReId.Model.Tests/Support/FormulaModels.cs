using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Tests.Backbones;
using ReId.Model.Weights;

namespace ReId.Model.Tests.Support;

/// <summary>Models whose weights are made by the golden files' formula.</summary>
internal static class FormulaModels
{
    /// <summary>A backbone at its own input size, or at a smaller one.</summary>
    public static ModelFile Create(string architecture, int? height = null, int? width = null)
    {
        var backbone = BackboneCatalog.Get(architecture);
        using var module = backbone.Create();
        GoldenOsNet.FillByFormula(module);
        return new ModelFile(StateLoader.SaveState(module), new ModelInfo
        {
            Architecture = backbone.Name,
            Dimension = backbone.Dimension,
            InputHeight = height ?? backbone.InputHeight,
            InputWidth = width ?? backbone.InputWidth,
            Mean = backbone.Mean,
            Std = backbone.Std,
        });
    }

    public static PixelBatch Pictures(ModelInfo model, int count)
    {
        var batch = new PixelBatch(count, model.InputHeight, model.InputWidth) { Count = count };
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(batch.Slot(i));
        }

        return batch;
    }
}
