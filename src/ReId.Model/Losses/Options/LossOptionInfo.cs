using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Model.Losses.Options;

/// <summary>One option of a loss, as the list of losses shows it and as the command line sets it.</summary>
public sealed partial class LossOptionInfo
{
    private readonly PropertyInfo _property;
    private readonly LossOptionAttribute _rule;
    private readonly Type _type;

    internal LossOptionInfo(PropertyInfo property, LossOptionAttribute rule, object defaults)
    {
        _property = property;
        _rule = rule;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Name = SnakeCase(property.Name);
        Default = Show(property.GetValue(defaults));
    }

    /// <summary>Its name in snake case, e.g. <c>soft_margin</c>.</summary>
    public string Name { get; }

    /// <summary>Its default as text; <c>none</c> where it is not set.</summary>
    public string Default { get; }

    /// <summary>What it does.</summary>
    public string Description => _rule.Description;

    /// <summary>What may stand there, e.g. <c>a number of at least 0</c>.</summary>
    public string Values => _type switch
    {
        _ when _type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(_type).Select(SnakeCase))}",
        _ when _type == typeof(bool) => "true or false",
        _ => $"{(_type == typeof(double) ? "a number" : "a whole number")}{Range()}",
    };

    /// <summary>Whether a name, in any case, means this option.</summary>
    internal bool IsCalled(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Equals(_rule.Alias, StringComparison.OrdinalIgnoreCase);

    internal object? Get(object options) => _property.GetValue(options);

    internal void Set(object options, string loss, string text) => _property.SetValue(options, Parse(loss, text));

    /// <summary>The sentence for a value outside the range, or null.</summary>
    internal string? Complaint(string loss, object options)
    {
        var value = Get(options);
        if (value is null or bool || _type.IsEnum)
        {
            return null;
        }

        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var inside = double.IsFinite(number) && number >= _rule.Min && number <= _rule.Max && !(_rule.AboveMin && number == _rule.Min);
        return inside ? null : $"Option '{Name}' of loss '{loss}' must be {Values}, not {Show(value)}.";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Show(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        Enum one => SnakeCase(one.ToString()),
        double number => Number(number),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    internal static string SnakeCase(string name) => Boundary().Replace(name, "_").ToLowerInvariant();

    private object? Parse(string loss, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase) && Nullable.GetUnderlyingType(_property.PropertyType) is not null)
        {
            return null;
        }

        object? value = _type switch
        {
            _ when _type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when _type == typeof(double) => double.TryParse(text, culture, out var number) ? number : null,
            _ when _type == typeof(int) => int.TryParse(text, culture, out var whole) ? whole : null,
            _ => Enum.GetValues(_type).Cast<object>().FirstOrDefault(one => Show(one).Equals(text, StringComparison.OrdinalIgnoreCase)),
        };
        return value ?? throw new ReIdException($"Option '{Name}' of loss '{loss}' must be {Values}, not '{text}'.");
    }

    private string Range() => (_rule.Min, _rule.Max) switch
    {
        (double.NegativeInfinity, double.PositiveInfinity) => "",
        (_, double.PositiveInfinity) => _rule.AboveMin ? $" above {Number(_rule.Min)}" : $" of at least {Number(_rule.Min)}",
        (double.NegativeInfinity, _) => $" of at most {Number(_rule.Max)}",
        _ => $" {(_rule.AboveMin ? "above" : "from")} {Number(_rule.Min)} to {Number(_rule.Max)}",
    };

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Boundary();
}
