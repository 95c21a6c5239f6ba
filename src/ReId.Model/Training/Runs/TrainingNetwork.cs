using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Training.Recipes;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>The network of a run: made from the recipe, on its device.</summary>
internal sealed class TrainingNetwork : IDisposable
{
    /// <param name="recipe">Backbone, options and first weights.</param>
    /// <param name="seed">Of the drawn weights.</param>
    /// <param name="device">Where it runs.</param>
    /// <exception cref="ReIdException">No such backbone or option, or weights of another architecture.</exception>
    public TrainingNetwork(ModelRecipe recipe, int seed, torch.Device device)
    {
        Backbone = BackboneCatalog.Get(recipe.Backbone, recipe.Options);
        torch.manual_seed(seed);
        Module = (EmbeddingNetwork)Backbone.Create();
        try
        {
            Kept = recipe.Weights.Length > 0 ? Load(recipe.Weights) : [];
        }
        catch
        {
            Module.Dispose();
            throw;
        }

        Module.to(device);
        Device = device;
    }

    public IBackbone Backbone { get; }

    public EmbeddingNetwork Module { get; }

    public torch.Device Device { get; }

    /// <summary>Names of the tensors that keep their drawn values although weights were given.</summary>
    public IReadOnlyList<string> Kept { get; }

    /// <summary>What a model file says of it.</summary>
    public ModelInfo Info => BackboneArchitecture.InfoOf(Backbone);

    /// <summary>The embeddings before and after the neck.</summary>
    /// <param name="images">N×3×H×W.</param>
    public (torch.Tensor Before, torch.Tensor After) Forward(torch.Tensor images) => Module.Features(images);

    /// <summary>Whether its embeddings, as a model gives them, are numbers.</summary>
    public bool GivesNumbers()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        Module.eval();
        // What overflows for one picture does for every other too: it lies in the weights.
        var picture = torch.ones([1, PixelBatch.Channels, Info.InputHeight, Info.InputWidth], torch.ScalarType.Float32, Device);
        var (before, after) = Forward(picture);
        return before.isfinite().all().item<bool>() && after.isfinite().all().item<bool>();
    }

    /// <summary>The network as it is now, as a model.</summary>
    /// <param name="training">Facts about the training.</param>
    public ModelFile ToModel(IReadOnlyDictionary<string, string> training) =>
        new(StateLoader.SaveState(Module), Info with { Training = training });

    public void Dispose() => Module.Dispose();

    private List<string> Load(string path)
    {
        var file = ModelFile.Load(path);
        if (!file.Info.Architecture.Equals(Backbone.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ReIdException($"{path} holds {file.Info.Architecture}, but the recipe trains {Backbone.Name}: 'model.weights' needs a model of the same backbone.");
        }

        var kept = new List<string>();
        using var noGrad = torch.no_grad();
        foreach (var (name, target) in StateLoader.Entries(Module))
        {
            if (!file.Tensors.TryGetValue(name, out var stored) || !stored.Shape.SequenceEqual(target.shape))
            {
                kept.Add(name);
                continue;
            }

            using var values = TensorConversion.ToTorch(stored);
            target.copy_(values);
        }

        return kept;
    }
}
