namespace ReId.Model.Weights;

/// <summary>Arithmetic on shapes that a file claims, which may be anything.</summary>
internal static class TensorShape
{
    /// <summary>Counts elements without overflowing.</summary>
    /// <returns>False when a size is negative or the product does not fit.</returns>
    public static bool TryCount(ReadOnlySpan<long> shape, out long elements)
    {
        elements = 1;
        foreach (var size in shape)
        {
            if (size < 0 || (size != 0 && elements > long.MaxValue / size))
            {
                elements = 0;
                return false;
            }

            elements *= size;
        }

        return true;
    }

    /// <summary>Counts bytes without overflowing.</summary>
    public static bool TryCountBytes(ReadOnlySpan<long> shape, TensorType type, out long bytes)
    {
        bytes = 0;
        if (!TryCount(shape, out var elements) || elements > long.MaxValue / type.Size())
        {
            return false;
        }

        bytes = elements * type.Size();
        return true;
    }

    /// <summary>A shape as people write it: [64, 3, 7, 7].</summary>
    public static string Format(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
