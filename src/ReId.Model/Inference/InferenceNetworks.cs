using ReId.Model.Backbones;
using ReId.Model.Backbones.Graphs;
using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>Builds the inference form of a backbone.</summary>
internal static class InferenceNetworks
{
    /// <summary>Creates, fills and folds a network.</summary>
    /// <param name="backbone">The architecture.</param>
    /// <param name="load">Puts the weights into the fresh module.</param>
    /// <param name="device">Where it will run.</param>
    public static IInferenceNetwork Build(IBackbone backbone, Action<torch.nn.Module> load, torch.Device device)
    {
        using var folded = Fold(backbone, load);
        return new GraphNetwork(folded, device);
    }

    /// <summary>Creates and fills a network and gives its folded graph; the caller disposes that.</summary>
    /// <param name="backbone">The architecture.</param>
    /// <param name="load">Puts the weights into the fresh module.</param>
    public static NetworkGraph Fold(IBackbone backbone, Action<torch.nn.Module> load)
    {
        using var module = (NetworkModule)backbone.Create(false);
        load(module);
        using var traced = NetworkGraph.Trace(module, backbone.InputHeight, backbone.InputWidth);
        return traced.Fold();
    }
}
