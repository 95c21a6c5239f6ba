using ReId.Model.Backbones;
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
        var module = backbone.Create();
        try
        {
            load(module);
            if (backbone is not IInferenceForm form)
            {
                var network = new ModuleNetwork(module, device);
                module = null;
                return network;
            }

            return form.Fold(module, device);
        }
        finally
        {
            module?.Dispose();
        }
    }
}
