using ReId.Model.Inference;
using TorchSharp;

namespace ReId.Model.Backbones;

/// <summary>A backbone that has a faster form for inference than its own module. Optional.</summary>
internal interface IInferenceForm
{
    /// <summary>Builds that form from the current weights of a module, which it neither keeps nor disposes.</summary>
    /// <param name="module">A module that the backbone created, on the CPU.</param>
    /// <param name="device">Where the form will run.</param>
    IInferenceNetwork Fold(torch.nn.Module<torch.Tensor, torch.Tensor> module, torch.Device device);
}
