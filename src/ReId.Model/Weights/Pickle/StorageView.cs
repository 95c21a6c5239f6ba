namespace ReId.Model.Weights.Pickle;

/// <summary>A stretch of a storage, named by the file and resolved once its bytes are known.</summary>
/// <param name="Key">The storage's name within the file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Offset">First element of the stretch within the storage.</param>
/// <param name="Count">Elements of the stretch.</param>
internal sealed record StorageView(string Key, TensorType Type, long Offset, long Count)
{
    /// <summary>
    /// Reads a persistent id: ('storage', class, key, location, elements[, (view key, offset, elements)]).
    /// </summary>
    public static StorageView FromPersistentId(object? id)
    {
        if (id is PickleTuple { Items: ["storage", var kind, var name, _, long and >= 0, ..] items }
            && TorchValues.StorageType(kind) is { } type && KeyText(name) is { } key)
        {
            return (items.Length > 5 ? items[5] : null) switch
            {
                null => new StorageView(key, type, 0, (long)items[4]!),
                PickleTuple { Items: [_, long and >= 0, long and >= 0] view } =>
                    new StorageView(key, type, (long)view[1]!, (long)view[2]!),
                _ => throw new WeightsFormatException("its pickle describes a part of a storage in an unknown way"),
            };
        }

        throw new WeightsFormatException("its pickle names a storage in an unknown way");
    }

    // Files written under Python 2 name storages by number.
    private static string? KeyText(object? name) => name switch
    {
        string text => text,
        long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
