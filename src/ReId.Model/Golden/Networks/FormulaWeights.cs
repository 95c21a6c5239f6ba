using ReId.Model.Backbones;
using TorchSharp;

namespace ReId.Model.Golden.Networks;

/// <summary>Weights that the golden network files describe by a formula: a hash of the tensor's and the value's place.</summary>
internal static class FormulaWeights
{
    /// <summary>Fills every floating-point tensor of a module; counters stay as they are but take their place.</summary>
    public static void Fill(torch.nn.Module module)
    {
        using var noGrad = torch.no_grad();
        uint place = 0;
        foreach (var (name, tensor) in StateLoader.Entries(module))
        {
            if (tensor.dtype == torch.ScalarType.Float32)
            {
                using var filled = torch.tensor(Values(name, tensor.shape, place), tensor.shape);
                tensor.copy_(filled);
            }

            place++;
        }
    }

    private static float[] Values(string name, long[] shape, uint place)
    {
        var fan = shape.Skip(1).Aggregate(1L, (a, b) => a * b);
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (uint i = 0; i < values.Length; i++)
        {
            values[i] = (float)Value(name, shape.Length, fan, Uniform(i, place));
        }

        return values;
    }

    private static double Uniform(uint index, uint place)
    {
        unchecked
        {
            var x = (index + (7919 * place) + 1) * 2654435761;
            x ^= x >> 16;
            x *= 2246822519;
            x ^= x >> 13;
            x *= 3266489917;
            x ^= x >> 16;
            return x / 4294967296.0;
        }
    }

    private static double Value(string name, int dimensions, long fan, double u) => name switch
    {
        _ when name.EndsWith("running_var", StringComparison.Ordinal) => 0.5 + u,
        _ when name.EndsWith("running_mean", StringComparison.Ordinal) => 0.2 * ((2 * u) - 1),
        _ when name.EndsWith("bias", StringComparison.Ordinal) => 0.1 * ((2 * u) - 1),
        _ when dimensions == 1 => 0.75 + (0.5 * u),
        _ => ((2 * u) - 1) * Math.Sqrt(4.0 / fan),
    };
}
