namespace ReId.Model.Weights.Pickle;

/// <summary>A tensor as PyTorch saves it: a view with strides (in elements) into a storage.</summary>
internal sealed class StridedTensor(StorageView storage, long offset, long[] shape, long[] stride)
{
    /// <summary>libtorch's own limit.</summary>
    public const int MostDimensions = 64;

    public StorageView Storage { get; } = storage;

    public long[] Shape { get; } = shape;

    /// <summary>Copies the view out in C order.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">All bytes of the storage that <see cref="StorageView.Key"/> names.</param>
    public byte[] ToDense(string name, ReadOnlySpan<byte> bytes)
    {
        var width = Storage.Type.Size();
        if (!TensorShape.TryCountBytes(Shape, Storage.Type, out var size) || size > Array.MaxLength
            || !TryReach(out var last))
        {
            throw new WeightsFormatException($"tensor {name} has the impossible shape {TensorShape.Format(Shape)}");
        }

        // 128 bit: the sums below come from the file.
        var end = (Int128)Storage.Offset + Storage.Count;
        if (offset < 0 || end * width > bytes.Length || (size > 0 && (Int128)offset + last >= Storage.Count))
        {
            throw new WeightsFormatException($"tensor {name} reaches past the end of its storage");
        }

        var result = new byte[size];
        if (size > 0)
        {
            Copy(bytes[(int)((Storage.Offset + offset) * width)..], result, 0, width);
        }

        return result;
    }

    private bool TryReach(out Int128 last)
    {
        last = 0;
        for (var i = 0; i < Shape.Length; i++)
        {
            last += (Int128)Math.Max(Shape[i] - 1, 0) * stride[i];
        }

        return last <= long.MaxValue;
    }

    private void Copy(ReadOnlySpan<byte> source, Span<byte> target, int dimension, int width)
    {
        if (IsContiguousFrom(dimension))
        {
            source[..target.Length].CopyTo(target);
            return;
        }

        var part = target.Length / (int)Shape[dimension];
        for (var i = 0; i < Shape[dimension]; i++)
        {
            Copy(source[(int)(i * stride[dimension] * width)..], target.Slice(i * part, part), dimension + 1, width);
        }
    }

    private bool IsContiguousFrom(int dimension)
    {
        var expected = 1L;
        for (var i = Shape.Length - 1; i >= dimension; i--)
        {
            // The stride of a dimension of size one is never used, and PyTorch writes anything there.
            if (Shape[i] != 1 && stride[i] != expected)
            {
                return false;
            }

            expected *= Shape[i];
        }

        return true;
    }
}
