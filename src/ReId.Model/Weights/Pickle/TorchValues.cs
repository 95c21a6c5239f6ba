namespace ReId.Model.Weights.Pickle;

/// <summary>The globals of PyTorch that a state dict is made of.</summary>
internal static class TorchValues
{
    private static readonly (string Name, TensorType Type)[] Storages =
    [
        ("DoubleStorage", TensorType.F64), ("FloatStorage", TensorType.F32), ("HalfStorage", TensorType.F16),
        ("BFloat16Storage", TensorType.BF16), ("LongStorage", TensorType.I64), ("IntStorage", TensorType.I32),
        ("ShortStorage", TensorType.I16), ("CharStorage", TensorType.I8), ("ByteStorage", TensorType.U8),
        ("BoolStorage", TensorType.Bool),
    ];

    public static void Register(Action<string, Func<object?[], object?>> add)
    {
        foreach (var (name, _) in Storages)
        {
            add($"torch.{name}", _ => throw new WeightsFormatException($"its pickle calls torch.{name}"));
            add($"torch.cuda.{name}", _ => throw new WeightsFormatException($"its pickle calls torch.cuda.{name}"));
        }

        add("torch._utils._rebuild_tensor_v2", Rebuild);
        add("torch._utils._rebuild_tensor", Rebuild);
        add("torch._utils._rebuild_parameter", Parameter);
        add("torch.nn.parameter.Parameter", Parameter);
        add("torch.Size", arguments => arguments is [PickleTuple size] ? size : new PickleTuple([]));
        add("torch.device", _ => PickleInert.Instance);
    }

    /// <summary>The element type that a storage class stands for.</summary>
    public static TensorType? StorageType(object? value)
    {
        if (value is PickleGlobal global)
        {
            foreach (var (name, type) in Storages)
            {
                if (global.Name == $"torch.{name}" || global.Name == $"torch.cuda.{name}")
                {
                    return type;
                }
            }
        }

        return null;
    }

    // (storage, offset, size, stride, requires_grad, hooks, …); the first four make the tensor.
    private static object Rebuild(object?[] arguments)
    {
        if (arguments is not [StorageView storage, long offset, PickleTuple size, PickleTuple stride, ..]
            || size.Items.Length != stride.Items.Length || size.Items.Length > StridedTensor.MostDimensions)
        {
            throw new WeightsFormatException("its pickle describes a tensor in an unknown way");
        }

        return new StridedTensor(storage, offset, Numbers(size), Numbers(stride));
    }

    private static object Parameter(object?[] arguments) => arguments is [StridedTensor tensor, ..]
        ? tensor
        : throw new WeightsFormatException("its pickle makes a parameter of something that is no tensor");

    private static long[] Numbers(PickleTuple tuple) => Array.ConvertAll(tuple.Items, item => item is long and >= 0
        ? (long)item
        : throw new WeightsFormatException("its pickle has a tensor size or stride that is no whole number"));
}
