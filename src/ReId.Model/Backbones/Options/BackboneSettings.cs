using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Backbones.Options;

/// <summary>The options of one backbone with the values that were chosen for them.</summary>
internal sealed class BackboneSettings
{
    private readonly string _backbone;
    private readonly SortedDictionary<string, string> _chosen = new(StringComparer.Ordinal);

    /// <summary>Nothing is chosen yet.</summary>
    /// <param name="backbone">The backbone's name, for sentences.</param>
    /// <param name="options">What can be chosen.</param>
    public BackboneSettings(string backbone, IReadOnlyList<BackboneOption> options) => (_backbone, Options) = (backbone, options);

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<BackboneOption> Options { get; }

    /// <summary>What differs from the default, by name.</summary>
    public IReadOnlyDictionary<string, string> Chosen => _chosen;

    /// <summary>The value of an option.</summary>
    public string this[string name] => _chosen.GetValueOrDefault(name) ?? Options.First(option => option.Name == name).Default;

    /// <summary>The value of an option that takes a number or none.</summary>
    public int? Number(string name) =>
        this[name] is BackboneOption.None ? null : int.Parse(this[name], CultureInfo.InvariantCulture);

    /// <summary>The value of an option that takes a size.</summary>
    public (int Height, int Width) Size(string name)
    {
        var parts = this[name].Split('x').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0], parts[1]);
    }

    /// <summary>These settings with some values changed.</summary>
    /// <param name="values">Values by option name; case does not matter.</param>
    /// <exception cref="ReIdException">There is no such option, or it does not take the value.</exception>
    public BackboneSettings With(IReadOnlyDictionary<string, string> values)
    {
        var result = new BackboneSettings(_backbone, Options);
        foreach (var (name, value) in _chosen.Concat(values))
        {
            var option = Options.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ReIdException(
                    $"{_backbone} has no option '{name}'; it has {string.Join(", ", Options.Select(o => o.Name))}.");
            var canonical = option.Canonical(value)
                ?? throw new ReIdException($"'{value}' is no value for {option.Name} of {_backbone}: it takes {option.Allowed}.");
            result._chosen[option.Name] = canonical;
            if (canonical == option.Default)
            {
                result._chosen.Remove(option.Name);
            }
        }

        return result;
    }
}
