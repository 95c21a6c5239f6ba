using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>Uniform random numbers of our own seed: the engine's generator belongs to the whole process.</summary>
internal sealed class RandomMatrix(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Numbers above 0 and at most 1, of the shape, type and device of a tensor.</summary>
    public torch.Tensor Like(torch.Tensor tensor)
    {
        var values = new double[tensor.numel()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 1 - _random.NextDouble();
        }

        return torch.tensor(values, tensor.shape, tensor.dtype, tensor.device);
    }
}
