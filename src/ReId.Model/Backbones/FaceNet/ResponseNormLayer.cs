using ReId.Model.Backbones.Graphs;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>
/// The local response normalisation of Krizhevsky et al. (2012): 5 channels, k = 2, α = 10⁻⁴ of their sum (5·10⁻⁴ of
/// their mean, as the operation takes it), β = 0.75.
/// </summary>
internal sealed class ResponseNormLayer() : NetworkModule(nameof(ResponseNormLayer))
{
    private const long Size = 5;

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.LocalResponseNorm(input, Size, Size * 1e-4, 0.75, 2);
}
