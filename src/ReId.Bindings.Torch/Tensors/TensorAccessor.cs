using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor in CPU memory, in row-major order whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        Count = tensor.numel();
    }

    public long Count { get; }

    /// <summary>One element: by one index as if the tensor were flat, or by an index for each dimension.</summary>
    public T this[params long[] indices]
    {
        get => Read(Offset(indices));
        set => Write(Offset(indices), value);
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        if (tensorIndex == 0 && _tensor.is_contiguous())
        {
            _tensor.Memory<T>(checked((int)Count)).CopyTo(array.AsSpan(arrayIndex));
            GC.KeepAlive(_tensor);
            return;
        }

        for (var i = tensorIndex; i < Count; i++)
        {
            array[arrayIndex++] = At(i);
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The tensor stays with its owner.</summary>
    public void Dispose()
    {
    }

    /// <summary>The element at a row-major position.</summary>
    internal T At(long index) => Read(Offset(index));

    // The pointer says nothing to the garbage collector: without KeepAlive the tensor could be freed under it.
    private unsafe T Read(long offset)
    {
        var value = ((T*)_tensor.DataPointer())[offset];
        GC.KeepAlive(_tensor);
        return value;
    }

    private unsafe void Write(long offset, T value)
    {
        ((T*)_tensor.DataPointer())[offset] = value;
        GC.KeepAlive(_tensor);
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            return Offset(indices[0]);
        }

        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions", nameof(indices));
        }

        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)_shape[i])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), indices[i], $"dimension {i} of the tensor has {_shape[i]} elements");
            }

            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long Offset(long index)
    {
        if ((ulong)index >= (ulong)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"the tensor has {Count} elements");
        }

        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            offset += index % _shape[i] * _strides[i];
            index /= _shape[i];
        }

        return offset;
    }
}
