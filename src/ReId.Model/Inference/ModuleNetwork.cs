using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>Runs a backbone's own module unchanged: what a backbone without a special inference form uses.</summary>
internal sealed class ModuleNetwork : IInferenceNetwork
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _module;

    /// <summary>Takes ownership of a module, moves it and puts it into evaluation mode.</summary>
    public ModuleNetwork(torch.nn.Module<torch.Tensor, torch.Tensor> module, torch.Device device)
    {
        _module = module.to(device);
        _module.eval();
    }

    /// <inheritdoc/>
    public torch.Tensor Forward(torch.Tensor input) => _module.call(input);

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();
}
