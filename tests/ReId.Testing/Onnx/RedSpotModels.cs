namespace ReId.Testing.Onnx;

/// <summary>
/// Networks with the layouts of real detectors that believe in red: each place is certain by the mean colour of its
/// cell, and every box has the same size. What they find in a picture is known beforehand.
/// </summary>
public static class RedSpotModels
{
    /// <summary>Width of every box, in pixels of the input.</summary>
    public const int BoxWidth = 40;

    /// <summary>Height of every box, in pixels of the input.</summary>
    public const int BoxHeight = 80;

    // Red speaks for a person, green and blue against; 100 of difference is a probability of one half.
    private const float PerValue = 0.1f;
    private const float Bias = -10;
    private const int Bins = 8;
    private static readonly int[] s_channelsLast = [0, 2, 1];
    private static readonly int[] s_point = [1, 1];

    /// <summary>YOLOX: offsets in cells, logarithms of the size.</summary>
    /// <param name="width">Of the input, a multiple of the greatest stride.</param>
    /// <param name="height">Likewise.</param>
    public static byte[] Yolox(int width, int height)
    {
        var graph = new OnnxGraph().Input("images", 1, 3, height, width);
        int[] strides = [8, 16, 32];
        var parts = strides.Select(stride =>
        {
            var cells = Cells(graph, "images", stride);

            // Centre in the middle of the cell, size as a logarithm; the probabilities go through a sigmoid of their own.
            var box = Constants(graph, cells, 0.5f, 0.5f, MathF.Log((float)BoxWidth / stride), MathF.Log((float)BoxHeight / stride));
            var sure = graph.Node("Sigmoid", [Red(graph, cells, 1, 1, 1, 1, rest: 20)]);
            return Flat(graph, graph.Node("Concat", [box, sure], null, ("axis", 1)), 6, width, height, stride);
        }).ToArray();
        var all = graph.Node("Concat", parts, null, ("axis", 2));
        graph.Node("Transpose", [all], "output", ("perm", s_channelsLast));
        return graph.Output("output", 1, Places(width, height, strides), 6).ToFile();
    }

    /// <summary>The same with the decoding inside: centre and size in pixels.</summary>
    /// <param name="width">Of the input, a multiple of the greatest stride.</param>
    /// <param name="height">Likewise.</param>
    public static byte[] DecodedYolox(int width, int height)
    {
        int[] strides = [8, 16, 32];
        var graph = new OnnxGraph().Input("images", 1, 3, height, width);
        var parts = strides.Select(stride =>
        {
            var cells = Cells(graph, "images", stride);
            var (columns, rows) = (width / stride, height / stride);
            var centres = new float[2 * columns * rows];
            for (var i = 0; i < columns * rows; i++)
            {
                centres[i] = ((i % columns) + 0.5f) * stride;
                centres[(columns * rows) + i] = ((i / columns) + 0.5f) * stride;
            }

            var box = Constants(graph, cells, 0, 0, BoxWidth, BoxHeight);
            var shift = graph.Weights([.. centres, .. new float[2 * columns * rows]], 1, 4, rows, columns);
            var sure = graph.Node("Sigmoid", [Red(graph, cells, 1, 1, 1, 1, rest: 20)]);
            return Flat(graph, graph.Node("Concat", [graph.Node("Add", [box, shift]), sure], null, ("axis", 1)), 6, width, height, stride);
        }).ToArray();
        graph.Node("Transpose", [graph.Node("Concat", parts, null, ("axis", 2))], "output", ("perm", s_channelsLast));
        return graph.Output("output", 1, Places(width, height, strides), 6).ToFile();
    }

    /// <summary>NanoDet: probabilities and distances for each of three strides.</summary>
    /// <param name="width">Of the input, a multiple of the greatest stride.</param>
    /// <param name="height">Likewise.</param>
    public static byte[] NanoDet(int width, int height)
    {
        var graph = new OnnxGraph().Input("images", 1, 3, height, width);
        foreach (var stride in (int[])[8, 16, 32])
        {
            var cells = Cells(graph, "images", stride);
            var sure = Flat(graph, graph.Node("Sigmoid", [Red(graph, cells, 57.375f, 57.12f, 58.395f, 58.395f, rest: null)]), 1, width, height, stride);
            var sides = Flat(graph, Distances(graph, cells, stride), 4 * Bins, width, height, stride);
            graph.Node("Transpose", [sure], $"cls_pred_stride_{stride}", ("perm", s_channelsLast));
            graph.Node("Transpose", [sides], $"dis_pred_stride_{stride}", ("perm", s_channelsLast));
            graph.Output($"cls_pred_stride_{stride}", 1, Places(width, height, [stride]), 1);
            graph.Output($"dis_pred_stride_{stride}", 1, Places(width, height, [stride]), 4 * Bins);
        }

        return graph.ToFile();
    }

    /// <summary>NanoDet-Plus: both side by side for four strides.</summary>
    /// <param name="width">Of the input, a multiple of the greatest stride.</param>
    /// <param name="height">Likewise.</param>
    public static byte[] NanoDetPlus(int width, int height)
    {
        var graph = new OnnxGraph().Input("data", 1, 3, height, width);
        int[] strides = [8, 16, 32, 64];
        var parts = strides.Select(stride =>
        {
            var cells = Cells(graph, "data", stride);
            var sure = graph.Node("Sigmoid", [Red(graph, cells, 57.375f, 57.12f, 58.395f, 58.395f, rest: null)]);
            var all = graph.Node("Concat", [sure, Distances(graph, cells, stride)], null, ("axis", 1));
            return Flat(graph, all, 1 + (4 * Bins), width, height, stride);
        }).ToArray();
        graph.Node("Transpose", [graph.Node("Concat", parts, null, ("axis", 2))], "output", ("perm", s_channelsLast));
        return graph.Output("output", 1, Places(width, height, strides), 1 + (4 * Bins)).ToFile();
    }

    /// <summary>A network of no known layout: one number for a picture.</summary>
    /// <param name="width">Of the input.</param>
    /// <param name="height">Of the input.</param>
    public static byte[] Classifier(int width, int height)
    {
        var graph = new OnnxGraph().Input("images", 1, 3, height, width);
        graph.Node("GlobalAveragePool", ["images"], "score");
        return graph.Output("score", 1, 3, 1, 1).ToFile();
    }

    private static string Cells(OnnxGraph graph, string input, int stride) => graph.Node(
        "AveragePool", [input], null, ("kernel_shape", new[] { stride, stride }), ("strides", new[] { stride, stride }));

    // Channels that do not depend on the picture.
    private static string Constants(OnnxGraph graph, string cells, params float[] values) => graph.Node(
        "Conv", [cells, graph.Weights(new float[values.Length * 3], values.Length, 3, 1, 1), graph.Weights(values, values.Length)],
        null, ("kernel_shape", s_point));

    /// <summary>How red a cell is, undoing the division by the deviations; a second channel that is always the same, if asked for.</summary>
    private static string Red(OnnxGraph graph, string cells, float blue, float green, float red, float mean, float? rest)
    {
        // The means of the normalised input are near 115: what they take away is given back in the bias.
        var bias = mean > 1 ? Bias + (PerValue * (123.675f - 116.28f - 103.53f)) : Bias;
        float[] weights = [-PerValue * blue, -PerValue * green, PerValue * red];
        var channels = rest is null ? 1 : 2;
        return graph.Node(
            "Conv",
            [
                cells,
                graph.Weights(rest is null ? weights : [.. weights, 0, 0, 0], channels, 3, 1, 1),
                graph.Weights(rest is { } value ? [bias, value] : [bias], channels),
            ],
            null, ("kernel_shape", s_point));
    }

    /// <summary>Distances of half the box's size: all weight on the two bins around it.</summary>
    private static string Distances(OnnxGraph graph, string cells, int stride)
    {
        float[] Side(double pixels)
        {
            var distance = Math.Min(pixels / stride, Bins - 1);
            var logits = Enumerable.Repeat(-50f, Bins).ToArray();
            var below = (int)Math.Floor(distance);
            var share = distance - below;
            logits[below] = share < 1 ? (float)Math.Log(1 - share) : -50;
            if (share > 0)
            {
                logits[below + 1] = (float)Math.Log(share);
            }

            return logits;
        }

        return Constants(
            graph, cells, [.. Side(BoxWidth / 2.0), .. Side(BoxHeight / 2.0), .. Side(BoxWidth / 2.0), .. Side(BoxHeight / 2.0)]);
    }

    private static string Flat(OnnxGraph graph, string part, int channels, int width, int height, int stride) => graph.Node(
        "Reshape", [part, graph.Shape(1, channels, Places(width, height, [stride]))]);

    private static int Places(int width, int height, IEnumerable<int> strides) => strides.Sum(stride => width / stride * (height / stride));
}
