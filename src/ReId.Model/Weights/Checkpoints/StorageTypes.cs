using ReId.Model.Weights.Pickle;

namespace ReId.Model.Weights.Checkpoints;

/// <summary>
/// A legacy file gives the size of a storage in elements and their type only where a tensor mentions it: walks over
/// everything that was unpickled (optimiser state included) to learn all types.
/// </summary>
internal static class StorageTypes
{
    public static Dictionary<string, TensorType> Of(object? root)
    {
        var types = new Dictionary<string, TensorType>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>();
        open.Push(root);
        while (open.TryPop(out var value))
        {
            // Values may contain each other; each is visited once.
            if (value is null or string || !seen.Add(value))
            {
                continue;
            }

            switch (value)
            {
                case StridedTensor tensor: types[tensor.Storage.Key] = tensor.Storage.Type; break;
                case StorageView storage: types[storage.Key] = storage.Type; break;
                case List<object?> list: list.ForEach(open.Push); break;
                case PickleTuple tuple: Array.ForEach(tuple.Items, open.Push); break;
                case PickleDict dict: dict.Pairs.ForEach(p => open.Push(p.Value)); break;
            }
        }

        return types;
    }
}
