using ReId.Model.Inference;
using TorchSharp;

namespace ReId.Model.Backbones.OsNet;

/// <summary>Layers of OSNet with their batch normalisation folded in.</summary>
internal static class FoldedLayers
{
    public static Convolution Of(ConvLayer layer, torch.Device device)
    {
        var (weight, bias) = FoldedWeights.Fold(layer.Convolution.weight, null, Normalisation.Of(layer.Normalisation));
        return new Convolution(
            new FoldedWeights
            {
                Weight = Move(weight, device),
                Bias = Move(bias, device),
                Stride = layer.Stride,
                Padding = layer.Padding,
                Relu = !layer.Linear,
            },
            device);
    }

    public static Convolution Pointwise(LightConv3x3 layer, torch.Device device) =>
        new(new FoldedWeights { Weight = Move(FoldedWeights.Own(layer.Pointwise.weight), device), Bias = null }, device);

    public static Convolution Depthwise(LightConv3x3 layer, torch.Device device)
    {
        var (weight, bias) = FoldedWeights.Fold(layer.Depthwise.weight, null, Normalisation.Of(layer.Normalisation));
        return new Convolution(
            new FoldedWeights
            {
                Weight = Move(weight, device),
                Bias = Move(bias, device),
                Padding = 1,
                Groups = weight.shape[0],
                Relu = true,
            },
            device);
    }

    /// <summary>The tensor on the device; the one it came from is disposed.</summary>
    public static torch.Tensor Move(torch.Tensor tensor, torch.Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(device).DetachFromDisposeScope();
        }
    }
}
