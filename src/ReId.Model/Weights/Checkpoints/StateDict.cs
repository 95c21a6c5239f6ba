using ReId.Model.Weights.Pickle;

namespace ReId.Model.Weights.Checkpoints;

/// <summary>Finds the state dict in what a training script saved around it.</summary>
internal static class StateDict
{
    // torchreid and most others say state_dict; the rest are seen in the wild.
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model", "net"];
    private const string ParallelPrefix = "module.";

    /// <param name="root">What the pickle held.</param>
    /// <param name="storage">Finds the bytes of a storage.</param>
    public static IReadOnlyList<CheckpointEntry> Find(object? root, Func<StorageView, ReadOnlyMemory<byte>> storage)
    {
        if (root is not PickleDict outer)
        {
            throw new WeightsFormatException("it holds no state dict");
        }

        var dict = Wrappers.Select(outer.Find).OfType<PickleDict>().FirstOrDefault(HasTensors) ?? outer;
        var entries = new List<CheckpointEntry>();
        foreach (var (key, value) in dict.Pairs)
        {
            if (key is string { Length: > 0 } name && value is StridedTensor tensor)
            {
                entries.Add(new CheckpointEntry(
                    name, tensor.Shape, tensor.Storage.Type,
                    () => tensor.ToDense(name, storage(tensor.Storage).Span)));
            }
        }

        return entries.Count > 0
            ? WithoutModulePrefix(entries)
            : throw new WeightsFormatException("it holds no state dict: no tensor under any name");
    }

    /// <summary>torch.nn.DataParallel puts <c>module.</c> before every key.</summary>
    public static IReadOnlyList<CheckpointEntry> WithoutModulePrefix(IReadOnlyList<CheckpointEntry> entries)
    {
        if (!entries.All(e => e.Name.StartsWith(ParallelPrefix, StringComparison.Ordinal)))
        {
            return entries;
        }

        return [.. entries.Select(e => e with { Name = e.Name[ParallelPrefix.Length..] })];
    }

    private static bool HasTensors(PickleDict dict) => dict.Pairs.Exists(p => p.Value is StridedTensor);
}
