using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>What the networks of the FaceNet paper have in common: 128 components of length 1, values from −1 to 1.</summary>
internal abstract class FaceNetBackbone(string name, int size, params IReadOnlyList<BackboneOption> more)
    : Backbone(name, [.. HeadSettings.Options(size, size, 128, true, true), .. more])
{
    /// <inheritdoc/>
    public override IReadOnlyList<float> Mean { get; } = [0.5f, 0.5f, 0.5f];

    /// <inheritdoc/>
    public override IReadOnlyList<float> Std { get; } = [0.5f, 0.5f, 0.5f];
}

/// <summary>The Zeiler-and-Fergus style network, NN1.</summary>
internal sealed class ZeilerFergusBackbone() : FaceNetBackbone("facenet_nn1", 220)
{
    /// <inheritdoc/>
    protected override int Features => ZeilerFergusModule.Wide;

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings)
    {
        var (height, width) = settings.Size("input");
        return new ZeilerFergusModule(height, width, HeadSettings.Of(settings));
    }
}

/// <summary>The Inception style networks: NN2, NN3 and NN4.</summary>
internal sealed class InceptionBackbone(string name, int size, bool lastFive)
    : FaceNetBackbone(name, size, HeadSettings.Pool)
{
    /// <inheritdoc/>
    protected override int Features => InceptionModule.Outputs(lastFive);

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) => new InceptionModule(lastFive, HeadSettings.Of(settings));
}
