using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>Uniform random numbers of our own seed: the engine's generator belongs to the whole process.</summary>
internal sealed class RandomMatrix(int seed)
{
    private Random _random = new(seed);

    /// <summary>Goes on with the numbers of an iteration, whatever was drawn before.</summary>
    public void Restart(long iteration) => _random = new Random(unchecked((int)((seed * 1_000_003L) + (iteration * 7_919L) + 1)));

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
