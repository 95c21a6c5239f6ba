using System.Text.Json;
using ReId.Model.Backbones;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>The golden files of OSNet: formulas for weights and input, expected features.</summary>
internal static class GoldenOsNet
{
    public static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(RepositoryPaths.Golden(Path.Combine("osnet", file)))).RootElement;

    /// <summary>The input of every feature file, N×3×256×128, or the same formula at another size.</summary>
    public static float[] Input(int count, int height = 256, int width = 128)
    {
        var values = new float[count * 3 * height * width];
        var i = 0;
        for (var n = 0; n < count; n++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var h = 0; h < height; h++)
                {
                    for (var w = 0; w < width; w++)
                    {
                        values[i++] = (float)(Math.Sin(0.01 * ((n * 7) + (c * 3) + 1) * (h + 1)) * Math.Cos(0.02 * (w + 1) * (c + 1)));
                    }
                }
            }
        }

        return values;
    }

    /// <summary>Fills a module by the formula of <c>formula_weights</c>; its definition stands in the JSON.</summary>
    public static void FillByFormula(torch.nn.Module module)
    {
        using var noGrad = torch.no_grad();
        uint position = 0;
        foreach (var (name, tensor) in StateLoader.Entries(module))
        {
            if (tensor.dtype == torch.ScalarType.Float32)
            {
                var shape = tensor.shape;
                var (factor, shift) = Scale(name, shape);
                var values = new float[tensor.numel()];
                for (uint i = 0; i < values.Length; i++)
                {
                    values[i] = (float)(shift + (factor * Uniform(i, position)));
                }

                using var filled = torch.tensor(values, shape);
                tensor.copy_(filled);
            }

            position++;
        }
    }

    public static float[,] Matrix(JsonElement rows)
    {
        var matrix = new float[rows.GetArrayLength(), rows[0].GetArrayLength()];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = rows[i][j].GetSingle();
            }
        }

        return matrix;
    }

    private static double Uniform(uint i, uint position)
    {
        unchecked
        {
            var x = (i + (7919 * position) + 1) * 2654435761;
            x ^= x >> 16;
            x *= 2246822519;
            x ^= x >> 13;
            x *= 3266489917;
            x ^= x >> 16;
            return x / 4294967296.0;
        }
    }

    // Every formula is a line in u. The order of the operations differs from the definition by less than float32 shows.
    private static (double Factor, double Shift) Scale(string name, long[] shape)
    {
        var fan = shape.Skip(1).Aggregate(1L, (a, b) => a * b);
        return name switch
        {
            _ when name.EndsWith("running_var", StringComparison.Ordinal) => (1, 0.5),
            _ when name.EndsWith("running_mean", StringComparison.Ordinal) => (0.4, -0.2),
            _ when name.EndsWith("bias", StringComparison.Ordinal) => (0.2, -0.1),
            _ when shape.Length == 1 => (0.5, 0.75),
            _ => (2 * Math.Sqrt(4.0 / fan), -Math.Sqrt(4.0 / fan)),
        };
    }
}
