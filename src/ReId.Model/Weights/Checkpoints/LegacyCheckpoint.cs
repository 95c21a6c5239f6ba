using System.Buffers.Binary;
using ReId.Model.Weights.Pickle;

namespace ReId.Model.Weights.Checkpoints;

/// <summary>
/// PyTorch's format before 1.6: the pickles of a magic number, a version, facts about the machine, the object and the
/// list of its storages, then each storage as its number of elements and its bytes.
/// </summary>
internal static class LegacyCheckpoint
{
    private const long Version = 1001;

    public static Checkpoint Read(ReadOnlyMemory<byte> file)
    {
        var bytes = new PickleBytes(file);
        PickleMachine.Run(bytes);
        if (PickleMachine.Run(bytes) is not Version)
        {
            throw new WeightsFormatException($"its format version is not {Version}");
        }

        if (PickleMachine.Run(bytes) is PickleDict machine && machine.Find("little_endian") is false)
        {
            throw new WeightsFormatException("it was saved on a big-endian machine");
        }

        var collector = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var root = PickleMachine.Run(bytes);
        var entries = StateDict.Find(root, view => collector.TryGetValue(view.Key, out var data)
            ? data
            : throw new WeightsFormatException($"the storage {view.Key} is not in the file"));
        var keys = PickleMachine.Run(bytes) as List<object?>
            ?? throw new WeightsFormatException("it lacks the list of its storages");
        ReadStorages(file[bytes.Position..], keys, StorageTypes.Of(root), collector);
        return new Checkpoint { Entries = entries, Format = "pytorch legacy pickle" };
    }

    private static void ReadStorages(
        ReadOnlyMemory<byte> data, List<object?> keys, Dictionary<string, TensorType> types,
        Dictionary<string, ReadOnlyMemory<byte>> collector)
    {
        foreach (var item in keys)
        {
            var key = item is long number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : item as string;
            if (key is null || !types.TryGetValue(key, out var type) || data.Length < sizeof(long))
            {
                throw new WeightsFormatException("it is cut off, or its list of storages does not match its tensors");
            }

            var count = BinaryPrimitives.ReadInt64LittleEndian(data.Span);
            data = data[sizeof(long)..];
            if (count < 0 || count > data.Length / type.Size())
            {
                throw new WeightsFormatException(
                    $"it is cut off: the storage {key} announces {count} elements and {data.Length} bytes follow");
            }

            collector[key] = data[..(int)(count * type.Size())];
            data = data[(int)(count * type.Size())..];
        }
    }
}
