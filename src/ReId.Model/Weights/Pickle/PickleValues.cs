namespace ReId.Model.Weights.Pickle;

/// <summary>A tuple; apart from its immutability like a list.</summary>
internal sealed class PickleTuple(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>
/// A dictionary as the pickle lists it. Pairs, not a hash table: keys chosen to collide cost a hostile file nothing
/// and would cost us hours.
/// </summary>
internal sealed class PickleDict
{
    public List<KeyValuePair<object?, object?>> Pairs { get; } = [];

    public object? Find(string key) => Pairs.FindLast(p => p.Key is string name && name == key).Value;
}

/// <summary>A name from the allow-list, standing for what Python would have imported.</summary>
internal sealed class PickleGlobal(string name, Func<object?[], object?> call)
{
    public string Name { get; } = name;

    /// <summary>What REDUCE and NEWOBJ do with it; only ever makes plain values of this folder.</summary>
    public Func<object?[], object?> Call { get; } = call;
}

/// <summary>A value that no weight depends on (a numpy dtype, a device); carried along and never looked into.</summary>
internal sealed class PickleInert
{
    public static PickleInert Instance { get; } = new();
}
