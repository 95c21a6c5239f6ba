namespace ReId.Model.Evaluation.Labels;

/// <summary>Turns names into numbers that are equal where the names are.</summary>
internal sealed class LabelTable
{
    private const string JunkName = "-1";
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The number of an identity; that of junk for −1.</summary>
    public int Identity(string name) => name == JunkName ? RetrievalLabels.Junk : Number(name);

    /// <summary>The number of a name, the next free one for a new name.</summary>
    public int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers[name] = number = _numbers.Count;
        }

        return number;
    }
}
