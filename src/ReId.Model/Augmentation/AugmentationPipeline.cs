using OpenCvSharp;
using ReId.Contracts;

namespace ReId.Model.Augmentation;

/// <summary>
/// Augmentations one after the other. What happens to a picture follows from the seed, the epoch and its place in the
/// epoch, never from the thread that does it.
/// </summary>
public sealed class AugmentationPipeline
{
    private readonly IAugmentation[] _parts;
    private readonly int _seed;

    private AugmentationPipeline(IAugmentation[] parts, int seed) => (_parts, _seed) = (parts, seed);

    /// <summary>Makes a pipeline.</summary>
    /// <param name="parts">Names with their options, in order; none leaves pictures as they are.</param>
    /// <param name="seed">Of the chance.</param>
    /// <exception cref="ReIdException">No such augmentation, option or value.</exception>
    public static AugmentationPipeline Create(IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Settings)> parts, int seed)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new AugmentationPipeline([.. parts.Select(part => AugmentationCatalog.Create(part.Name, part.Settings))], seed);
    }

    /// <summary>Changes a picture.</summary>
    /// <param name="pixels">8-bit RGB, height × width × 3 without gaps; changed in place.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="place">How many pictures of the epoch come before it.</param>
    public unsafe void Apply(Span<byte> pixels, int height, int width, int epoch, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, height * width * 3, nameof(pixels));
        if (_parts.Length == 0)
        {
            return;
        }

        var random = new Random(unchecked((_seed * 1_000_003) + (epoch * 7_919_111) + (place * 104_729) + 1));
        fixed (byte* data = pixels)
        {
            using var picture = new Mat(height, width, MatType.CV_8UC3, (IntPtr)data);
            foreach (var part in _parts)
            {
                part.Apply(picture, random);
            }
        }
    }
}
