namespace ReId.Model.Backbones.MobileNet;

/// <summary>Table 2 of the MobileNetV2 paper: expansion t, channels c, repetitions n and first stride s of each stage.</summary>
internal static class MobileNetStages
{
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] s_stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <summary>Channels of the first convolution at a width.</summary>
    public static int Stem(double width) => Scaled(32, width);

    /// <summary>Channels of the last convolution at a width: it never gets narrower than the paper's.</summary>
    public static int Last(double width) => Scaled(1280, Math.Max(1, width));

    /// <summary>The blocks of every stage at a width.</summary>
    public static IReadOnlyList<IReadOnlyList<InvertedShape>> Shapes(double width)
    {
        var inputs = Stem(width);
        var stages = new List<IReadOnlyList<InvertedShape>>();
        foreach (var (expansion, channels, blocks, stride) in s_stages)
        {
            var outputs = Scaled(channels, width);
            var stage = new List<InvertedShape>();
            for (var i = 0; i < blocks; i++)
            {
                stage.Add(new InvertedShape(inputs, outputs, expansion, i == 0 ? stride : 1));
                inputs = outputs;
            }

            stages.Add(stage);
        }

        return stages;
    }

    // Cut off, not rounded to multiples of 8: torchreid's published weights have these shapes.
    private static int Scaled(int channels, double width) => (int)(channels * width);
}
