using System.Runtime.InteropServices;
using ReId.Model.Embedding;
using ReId.Model.Inference;
using ReId.Model.Loading;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>A loaded batch as tensors; the caller's scope disposes them.</summary>
internal static class BatchTensors
{
    /// <summary>
    /// N×3×H×W on the device. On a processor the channels of a pixel lie side by side, which all layers after it keep:
    /// oneDNN's convolutions need no reordering then, and a step of OSNet x0.25 takes two thirds of the time.
    /// </summary>
    public static torch.Tensor Images(TrainingBatch batch, ModelInfo model, torch.Device device)
    {
        var values = batch.Count * PixelBatch.Channels * model.InputHeight * model.InputWidth;
        var images = torch.empty([batch.Count, PixelBatch.Channels, model.InputHeight, model.InputWidth], torch.ScalarType.Float32);
        MemoryMarshal.AsBytes(batch.Pixels.AsSpan(0, values)).CopyTo(images.bytes);
        return device.type == DeviceType.CPU ? TorchExtensions.ChannelsLast(images) : images.to(device);
    }

    /// <summary>N identities on the device.</summary>
    public static torch.Tensor Labels(TrainingBatch batch, torch.Device device) => torch.tensor(batch.Labels[..batch.Count]).to(device);
}
