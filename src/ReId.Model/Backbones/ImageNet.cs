namespace ReId.Model.Backbones;

/// <summary>Channel statistics of ImageNet, on which nearly every published backbone was pre-trained.</summary>
internal static class ImageNet
{
    public static IReadOnlyList<float> Mean { get; } = [0.485f, 0.456f, 0.406f];

    public static IReadOnlyList<float> Std { get; } = [0.229f, 0.224f, 0.225f];
}
