using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Takes the colours away: what is left is shape and texture.</summary>
internal sealed class Grey(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.1, 0, 1);

    public string Name => "grey";

    public unsafe void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        var pixels = new Span<byte>((void*)picture.Data, picture.Rows * picture.Cols * 3);
        for (var i = 0; i < pixels.Length; i += 3)
        {
            // The weights of ITU-R BT.601, as the field's libraries have them.
            pixels.Slice(i, 3).Fill((byte)Math.Round((0.299 * pixels[i]) + (0.587 * pixels[i + 1]) + (0.114 * pixels[i + 2])));
        }
    }
}
