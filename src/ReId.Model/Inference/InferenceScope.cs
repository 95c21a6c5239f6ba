using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>What surrounds one call of a network: threads, inference mode, and the tensors made inside.</summary>
internal sealed class InferenceScope : IDisposable
{
    private readonly IDisposable _mode;
    private readonly DisposeScope _tensors;

    public InferenceScope(int threads)
    {
        // libtorch keeps the count for each calling thread, and a worker may be a fresh one.
        if (torch.get_num_threads() != threads)
        {
            torch.set_num_threads(threads);
        }

        _mode = torch.inference_mode();
        _tensors = torch.NewDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tensors.Dispose();
        _mode.Dispose();
    }
}
