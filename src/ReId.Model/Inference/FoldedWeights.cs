using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>A convolution with the batch normalisation that follows it multiplied into its weights.</summary>
internal sealed class FoldedWeights : IDisposable
{
    public required torch.Tensor Weight { get; init; }

    public required torch.Tensor? Bias { get; init; }

    public long Stride { get; init; } = 1;

    public long Padding { get; init; }

    public long Groups { get; init; } = 1;

    /// <summary>Whether a ReLU follows.</summary>
    public bool Relu { get; init; }

    /// <summary>Whether each output pixel depends on one input pixel only.</summary>
    public bool IsPointwise => Weight.shape is [_, _, 1, 1] && (Stride, Padding, Groups) == (1, 0, 1);

    /// <summary>
    /// Scale s = γ/√(σ²+ε) of each output channel goes into the weights, β − μ·s becomes the bias. Computed in double
    /// precision, so that folding costs no more than one rounding.
    /// </summary>
    /// <param name="convolution">Weights with the output channel first; any number of further dimensions.</param>
    /// <param name="bias">Bias of the convolution, or null.</param>
    /// <param name="normalisation">Scale, shift, mean and variance of each output channel, and ε.</param>
    public static (torch.Tensor Weight, torch.Tensor Bias) Fold(torch.Tensor convolution, torch.Tensor? bias, Normalisation normalisation)
    {
        using var scope = torch.NewDisposeScope();
        var scale = Double(normalisation.Scale) / (Double(normalisation.Variance) + normalisation.Epsilon).sqrt();
        var broadcast = new long[convolution.ndim];
        Array.Fill(broadcast, 1);
        broadcast[0] = -1;
        var weight = Double(convolution) * scale.view(broadcast);
        var mean = bias is null ? -Double(normalisation.Mean) : Double(bias) - Double(normalisation.Mean);
        var shift = Double(normalisation.Shift) + mean * scale;
        return (Own(weight), Own(shift));
    }

    /// <summary>A copy that no dispose scope and no module owns.</summary>
    public static torch.Tensor Own(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to_type(torch.ScalarType.Float32, true).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weight.Dispose();
        Bias?.Dispose();
    }

    private static torch.Tensor Double(torch.Tensor tensor) => tensor.detach().to_type(torch.ScalarType.Float64);
}
