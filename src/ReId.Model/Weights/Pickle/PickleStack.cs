namespace ReId.Model.Weights.Pickle;

/// <summary>The stack of the pickle machine with its marks; popping what is not there is the file's fault.</summary>
internal sealed class PickleStack
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = new();

    public void Push(object? value) => _values.Add(value);

    public void Mark() => _marks.Push(_values.Count);

    public object? Peek() => _values.Count > Floor ? _values[^1] : throw Empty();

    public object? Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object?[] PopMany(int count)
    {
        if (_values.Count - count < Floor)
        {
            throw Empty();
        }

        var items = _values.GetRange(_values.Count - count, count).ToArray();
        _values.RemoveRange(_values.Count - count, count);
        return items;
    }

    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Empty();
        }

        var items = PopMany(_values.Count - Floor);
        _marks.Pop();
        return items;
    }

    private int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    private static WeightsFormatException Empty() => new("its pickle takes more from its stack than it put there");
}
