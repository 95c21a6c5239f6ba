using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Training;

/// <summary>Reads the options of an optimiser or a schedule; every name that nobody asked for is an error.</summary>
/// <param name="owner">Whose they are, for sentences, e.g. <c>optimiser 'sgd'</c>.</param>
/// <param name="settings">Options by name.</param>
internal sealed class PartSettings(string owner, IReadOnlyDictionary<string, string> settings)
{
    private readonly List<string> _known = [];

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double Number(string name, double value, double least, double most = double.MaxValue) => Read(name) is not { } text
        ? value
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ReIdException(FormattableString.Invariant(
                $"Option '{name}' of {owner} must be a number {(most == double.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}, not '{text}'."));

    public bool Flag(string name) => Read(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw new ReIdException($"Option '{name}' of {owner} must be true or false, not '{text}'."),
    };

    /// <summary>Numbers in rising order, with commas between.</summary>
    public double[] Rising(string name)
    {
        var text = Read(name) ?? throw new ReIdException($"{Owner} needs the option '{name}': numbers in rising order, e.g. 40,70.");
        var parts = text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        return numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second) && numbers.All(n => n > 0)
            ? numbers
            : throw new ReIdException($"Option '{name}' of {owner} must be numbers above 0 in rising order, e.g. 40,70, not '{text}'.");
    }

    /// <summary>Call it when all options were read.</summary>
    /// <exception cref="ReIdException">There is one that nobody knows; the nearest is named.</exception>
    public void RequireAllKnown()
    {
        if (settings.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } unknown)
        {
            throw new ReIdException(_known.Count == 0
                ? $"{Owner} has no option '{unknown}'; it has none."
                : $"{Owner} has no option '{unknown}': {KnownNames.Hint(unknown, _known)}.");
        }
    }

    private string Owner => char.ToUpperInvariant(owner[0]) + owner[1..];

    private string? Read(string name)
    {
        _known.Add(name);
        return settings.GetValueOrDefault(name);
    }
}
