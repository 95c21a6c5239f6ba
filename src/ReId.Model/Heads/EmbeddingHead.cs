using ReId.Contracts;
using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using TorchSharp;

namespace ReId.Model.Heads;

/// <summary>
/// From features to an embedding: a linear layer, and as an option batch norm and ReLU after it, as in torchreid. N×C in,
/// N×D out. The parts are named as in our backbones (<c>fc.0</c>, <c>fc.1</c>).
/// </summary>
public sealed class EmbeddingHead : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private const string Name = "An embedding head";

    private readonly long _features;
    private readonly bool _activated;
    private readonly Steps fc;

    /// <summary>Draws the weights from the engine's generator.</summary>
    /// <param name="features">Components of a feature.</param>
    /// <param name="dimension">Components of the embedding.</param>
    /// <param name="activated">Whether batch norm and ReLU follow.</param>
    /// <exception cref="ReIdException">A size below 1.</exception>
    public EmbeddingHead(long features, long dimension, bool activated = false)
        : base(nameof(EmbeddingHead))
    {
        _activated = activated;
        _features = HeadInput.Size(Name, "component", features);
        NetworkModule linear = new LinearLayer(features, HeadInput.Size(Name, "component", dimension));
        fc = activated ? new Steps(linear, new BatchNormLayer(dimension), new ReluLayer()) : new Steps(linear);
        foreach (var part in fc.Parts.OfType<IDrawn>())
        {
            part.Draw();
        }

        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <exception cref="ReIdException">Features of another shape, or a single one in training with batch norm.</exception>
    public override torch.Tensor forward(torch.Tensor input)
    {
        HeadInput.Check(Name, input, _features);
        HeadInput.CheckBatch(Name, input, training && _activated);
        return fc.call(input);
    }
}
