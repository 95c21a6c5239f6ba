using ReId.Contracts;
using ReId.Model.Backbones.Graphs;

namespace ReId.Model.Backbones;

/// <summary>What a backbone costs.</summary>
/// <param name="Parameters">Trainable values, without the classifier that training adds.</param>
/// <param name="MultiplyAdds">
/// Multiply-adds of the convolutions and linear layers for one picture of its input size, as publications count them.
/// </param>
public sealed record BackboneCost(long Parameters, long MultiplyAdds)
{
    /// <summary>Counts.</summary>
    /// <param name="backbone">The backbone with its options.</param>
    /// <exception cref="ReIdException">Its input is too small for it.</exception>
    public static BackboneCost Of(IBackbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var module = (NetworkModule)backbone.Create(false);
        using var graph = NetworkGraph.Trace(module, backbone.InputHeight, backbone.InputWidth);
        return new BackboneCost(module.parameters().Sum(parameter => parameter.numel()), graph.MultiplyAdds);
    }
}
