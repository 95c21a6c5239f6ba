using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Tests.Backbones;
using ReId.Model.Weights;

namespace ReId.Model.Tests.Support;

/// <summary>Models whose weights are made by the golden files' formula.</summary>
internal static class FormulaModels
{
    /// <summary>A backbone with options, e.g. <c>("input", "64x32")</c>.</summary>
    public static ModelFile Create(string architecture, params (string Name, string Value)[] options) =>
        Create(BackboneCatalog.Get(architecture, options.ToDictionary(o => o.Name, o => o.Value)));

    public static ModelFile Create(IBackbone backbone)
    {
        using var module = backbone.Create(false);
        GoldenOsNet.FillByFormula(module);
        return new ModelFile(StateLoader.SaveState(module), BackboneArchitecture.InfoOf(backbone));
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
