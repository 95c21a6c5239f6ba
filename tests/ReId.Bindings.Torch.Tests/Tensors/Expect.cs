using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Tensors;

/// <summary>Compares tensors with plain arrays.</summary>
internal static class Expect
{
    public static torch.Tensor Vector(params float[] values) => torch.tensor(values);

    public static torch.Tensor Matrix(int rows, int columns, params float[] values) => torch.tensor(values, [rows, columns]);

    public static void Values(torch.Tensor actual, params float[] expected)
    {
        using var host = actual.to_type(torch.ScalarType.Float32, true);
        var values = host.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i], values[i], 1e-5f);
        }
    }
}
