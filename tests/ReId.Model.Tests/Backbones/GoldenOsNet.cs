using System.Text.Json;
using ReId.Model.Golden.Networks;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>The golden files of OSNet: formulas for weights and input, expected features.</summary>
internal static class GoldenOsNet
{
    public static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(RepositoryPaths.Golden(Path.Combine("osnet", file)))).RootElement;

    /// <summary>The input of every feature file, N×3×256×128, or the same formula at another size.</summary>
    public static float[] Input(int count, int height = 256, int width = 128) => FormulaInput.Create(count, height, width);

    /// <summary>Fills a module by the formula of <c>formula_weights</c>; its definition stands in the JSON.</summary>
    public static void FillByFormula(torch.nn.Module module) => FormulaWeights.Fill(module);

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
}
