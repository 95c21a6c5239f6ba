using ReId.Model.Backbones.Graphs;

namespace ReId.Model.Backbones.Layers;

/// <summary>The largest value under a moving window.</summary>
internal sealed class MaxPoolLayer(long kernel, long stride, long padding) : NetworkModule(nameof(MaxPoolLayer))
{
    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.MaxPool(input, kernel, stride, padding);
}

/// <summary>The mean under a moving window.</summary>
internal sealed class AveragePoolLayer(long kernel, long stride) : NetworkModule(nameof(AveragePoolLayer))
{
    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.AveragePool(input, kernel, stride);
}

/// <summary>The mean of each channel.</summary>
internal sealed class GlobalAverageLayer() : NetworkModule(nameof(GlobalAverageLayer))
{
    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.GlobalAverage(input);
}

/// <summary>max(x, 0) as a part of its own.</summary>
internal sealed class ReluLayer() : NetworkModule(nameof(ReluLayer))
{
    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Relu(input);
}
