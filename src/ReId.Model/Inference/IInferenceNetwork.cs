using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>A network in the form that only infers: folded, without autograd, possibly rearranged for speed.</summary>
internal interface IInferenceNetwork : IDisposable
{
    /// <summary>Computes features inside an inference mode.</summary>
    /// <param name="input">N×C×H×W float32, normalised, channels-last, on the network's device.</param>
    /// <returns>N×D float32; belongs to the caller's dispose scope.</returns>
    torch.Tensor Forward(torch.Tensor input);
}
