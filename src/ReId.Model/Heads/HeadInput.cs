using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Heads;

/// <summary>What every head asks of its input.</summary>
internal static class HeadInput
{
    /// <exception cref="ReIdException">Another shape; the sentence says which is right.</exception>
    public static void Check(string head, torch.Tensor input, long components)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim != 2 || input.shape[1] != components)
        {
            throw new ReIdException($"{head} takes a matrix [images, {components}], not [{string.Join(", ", input.shape)}].");
        }
    }

    /// <exception cref="ReIdException">Batch statistics of one picture: its deviation is 0, or unknown.</exception>
    public static void CheckBatch(string head, torch.Tensor input, bool training)
    {
        if (training && input.shape[0] < 2)
        {
            throw new ReIdException($"{head} in training needs at least 2 images in a batch, not {input.shape[0]}.");
        }
    }

    /// <exception cref="ReIdException">A size below 1.</exception>
    public static long Size(string head, string what, long size) => size >= 1
        ? size
        : throw new ReIdException($"{head} needs at least 1 {what}, not {size}.");
}
