using System.Runtime.InteropServices;
using ReId.Model.Embedding;
using ReId.Model.Loading;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>A loaded batch as tensors; the caller's scope disposes them.</summary>
internal static class BatchTensors
{
    /// <summary>N×3×H×W on the device.</summary>
    public static torch.Tensor Images(TrainingBatch batch, ModelInfo model, torch.Device device)
    {
        var values = batch.Count * PixelBatch.Channels * model.InputHeight * model.InputWidth;
        var images = torch.empty([batch.Count, PixelBatch.Channels, model.InputHeight, model.InputWidth], torch.ScalarType.Float32);
        MemoryMarshal.AsBytes(batch.Pixels.AsSpan(0, values)).CopyTo(images.bytes);
        return images.to(device);
    }

    /// <summary>N identities on the device.</summary>
    public static torch.Tensor Labels(TrainingBatch batch, torch.Device device) => torch.tensor(batch.Labels[..batch.Count]).to(device);
}
