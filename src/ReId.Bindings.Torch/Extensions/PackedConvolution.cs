using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Extensions;

/// <summary>
/// A convolution whose weights oneDNN has laid out for one input size, with its activation fused in. On the CPU only,
/// and only where this libtorch was built with oneDNN.
/// </summary>
internal sealed class PackedConvolution : IDisposable
{
    private static readonly Operator s_pack = new("mkldnn_prepacked::conv2d_prepack");
    private static readonly Operator s_run = new("mkldnn_prepacked::conv2d_run");

    private readonly ObjectHandle _context;

    internal PackedConvolution(torch.Tensor weight, torch.Tensor? bias, long stride, long padding, long groups, bool relu, long[] inputShape) =>
        _context = s_pack.CallObject(
            weight, bias, new[] { stride, stride }, new[] { padding, padding }, new[] { 1L, 1L }, groups, inputShape,
            relu ? "relu" : "none");

    internal static bool IsSupported() => s_pack.Exists() && s_run.Exists();

    internal torch.Tensor Run(torch.Tensor input) => s_run.Call(input, _context);

    public void Dispose() => _context.Dispose();
}
