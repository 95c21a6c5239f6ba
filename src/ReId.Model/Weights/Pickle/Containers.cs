namespace ReId.Model.Weights.Pickle;

/// <summary>Python's containers as plain values.</summary>
internal static class Containers
{
    /// <summary>dict(), OrderedDict(), Counter(d), OrderedDict([[k, v], …]) (Python 2's way).</summary>
    public static object Dictionary(object?[] arguments)
    {
        var dict = new PickleDict();
        if (arguments.Length == 0)
        {
            return dict;
        }

        switch (arguments)
        {
            case [PickleDict other]:
                dict.Pairs.AddRange(other.Pairs);
                return dict;
            case [List<object?> pairs]:
                foreach (var pair in pairs)
                {
                    dict.Pairs.Add(Pair(pair));
                }

                return dict;
            default:
                throw new WeightsFormatException("its pickle makes a dictionary of something else");
        }
    }

    /// <summary>defaultdict(factory): the factory is never called here, so it does not matter.</summary>
    public static object DefaultDictionary(object?[] arguments) => Dictionary(arguments.Length > 1 ? arguments[1..] : []);

    /// <summary>list(), list(items), set(items).</summary>
    public static object List(object?[] arguments) => arguments switch
    {
        [] => new List<object?>(),
        [List<object?> items] => new List<object?>(items),
        [PickleTuple tuple] => new List<object?>(tuple.Items),
        _ => throw new WeightsFormatException("its pickle makes a list of something else"),
    };

    private static KeyValuePair<object?, object?> Pair(object? value) => value switch
    {
        PickleTuple { Items: [var key, var item] } => new(key, item),
        List<object?> { Count: 2 } list => new(list[0], list[1]),
        _ => throw new WeightsFormatException("its pickle makes a dictionary of something that is no pair"),
    };
}
