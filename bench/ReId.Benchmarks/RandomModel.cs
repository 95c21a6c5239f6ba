using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Benchmarks;

/// <summary>A backbone with freshly drawn weights: the time does not depend on their values.</summary>
internal static class RandomModel
{
    public static ModelFile Create(string architecture)
    {
        torch.manual_seed(1);
        var backbone = BackboneCatalog.Get(architecture);
        using var module = backbone.Create();
        var tensors = StateLoader.Entries(module).Select(entry => TensorConversion.FromTorch(entry.Name, entry.Tensor)).ToList();
        return new ModelFile(tensors, new ModelInfo
        {
            Architecture = backbone.Name,
            Dimension = backbone.Dimension,
            InputHeight = backbone.InputHeight,
            InputWidth = backbone.InputWidth,
            Mean = backbone.Mean,
            Std = backbone.Std,
        });
    }

    public static PixelBatch Pictures(ModelInfo model, int count)
    {
        var random = new Random(1);
        var batch = new PixelBatch(count, model.InputHeight, model.InputWidth) { Count = count };
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(batch.Slot(i));
        }

        return batch;
    }
}
