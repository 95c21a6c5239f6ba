namespace ReId.Model.Golden.Networks;

/// <summary>The input that the golden network files describe by a formula, already normalised.</summary>
internal static class FormulaInput
{
    /// <summary>x[n][c][h][w] = sin(0.01 (7n + 3c + 1)(h + 1)) cos(0.02 (w + 1)(c + 1)), N×3×height×width.</summary>
    public static float[] Create(int count, int height, int width)
    {
        var values = new float[count * 3 * height * width];
        var i = 0;
        for (var n = 0; n < count; n++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var h = 0; h < height; h++)
                {
                    var row = Math.Sin(0.01 * ((n * 7) + (c * 3) + 1) * (h + 1));
                    for (var w = 0; w < width; w++)
                    {
                        values[i++] = (float)(row * Math.Cos(0.02 * (w + 1) * (c + 1)));
                    }
                }
            }
        }

        return values;
    }
}
