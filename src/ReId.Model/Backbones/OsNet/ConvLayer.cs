using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

// In this folder the names of fields are the keys of the state dict (RegisterComponents reads them, in the order of
// their declaration), so that torchreid's checkpoints fit: do not rename, do not reorder.

/// <summary>Convolution, batch normalisation and, unless it is linear, ReLU.</summary>
internal sealed class ConvLayer : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    public ConvLayer(long inputs, long outputs, long kernel, long stride = 1, long padding = 0, bool linear = false)
        : base(nameof(ConvLayer))
    {
        (Stride, Padding, Linear) = (stride, padding, linear);
        // Positional only: newer TorchSharp versions renamed the parameters.
        conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, 1, PaddingModes.Zeros, 1, false);
        bn = nn.BatchNorm2d(outputs);
        RegisterComponents();
    }

    public Conv2d Convolution => conv;

    public BatchNorm2d Normalisation => bn;

    public long Stride { get; }

    public long Padding { get; }

    /// <summary>Whether no activation follows.</summary>
    public bool Linear { get; }

    public override Tensor forward(Tensor input)
    {
        using var convolved = conv.call(input);
        var normalised = bn.call(convolved);
        return Linear ? normalised : normalised.relu_();
    }
}
