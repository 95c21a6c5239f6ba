namespace ReId.Model.Weights.Pickle;

/// <summary>
/// The allow-list: every global that a checkpoint may name. A pickle can import and call anything in Python; here a
/// name that is not listed ends the reading, and a listed one can only make plain values.
/// </summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, PickleGlobal> Allowed = Build();

    /// <exception cref="WeightsFormatException">The name is not on the list.</exception>
    public static PickleGlobal Find(string module, string name) =>
        Allowed.TryGetValue($"{module}.{name}", out var global)
            ? global
            : throw new WeightsFormatException(
                $"it asks for the Python object {Printable(module)}.{Printable(name)}, which no state dict needs and "
                + "which is never run; save model.state_dict() and import that");

    private static Dictionary<string, PickleGlobal> Build()
    {
        var list = new Dictionary<string, PickleGlobal>(StringComparer.Ordinal);
        foreach (var name in new[] { "collections.OrderedDict", "collections.Counter" })
        {
            Add(list, name, Containers.Dictionary);
        }

        Add(list, "collections.defaultdict", Containers.DefaultDictionary);
        foreach (var builtins in new[] { "builtins", "__builtin__" })
        {
            Add(list, $"{builtins}.dict", Containers.Dictionary);
            Add(list, $"{builtins}.list", Containers.List);
            Add(list, $"{builtins}.set", Containers.List);
        }

        // Protocol 2 writes bytes as text plus the name of the encoding that turns it back.
        Add(list, "_codecs.encode", NumpyValues.Encode);
        Add(list, "numpy.dtype", NumpyValues.Dtype);
        Add(list, "numpy.core.multiarray.scalar", NumpyValues.Scalar);
        Add(list, "numpy._core.multiarray.scalar", NumpyValues.Scalar);
        TorchValues.Register((name, call) => Add(list, name, call));
        return list;
    }

    private static void Add(Dictionary<string, PickleGlobal> list, string name, Func<object?[], object?> call) =>
        list.Add(name, new PickleGlobal(name, call));

    private static string Printable(string text) =>
        string.Concat(text.Take(80).Select(c => c is > ' ' and <= '~' ? c : '?'));
}
