using System.Globalization;

namespace ReId.Model.Backbones.Options;

/// <summary>One thing about a backbone that can be chosen, e.g. <c>last_stride</c>.</summary>
public sealed class BackboneOption
{
    /// <summary>What stands for "there is none" where a number may be left out.</summary>
    public const string None = "none";

    private readonly Func<string, string?> _canonical;

    private BackboneOption(string name, string standard, string allowed, string description, Func<string, string?> canonical)
    {
        (Name, Default, Allowed, Description) = (name, standard, allowed, description);
        _canonical = canonical;
    }

    /// <summary>Name in <c>--set NAME=VALUE</c> and in model files.</summary>
    public string Name { get; }

    /// <summary>The value when nothing is chosen.</summary>
    public string Default { get; }

    /// <summary>The values that it takes, in words.</summary>
    public string Allowed { get; }

    /// <summary>What it changes.</summary>
    public string Description { get; }

    /// <summary>An option that takes one of a few words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it changes.</param>
    /// <param name="values">The words; the first is the default.</param>
    internal static BackboneOption Choice(string name, string description, params string[] values) =>
        new(name, values[0], string.Join(" or ", values), description, text => values.FirstOrDefault(value => value == text));

    /// <summary>An option that takes a whole number, or <see cref="None"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it changes.</param>
    /// <param name="standard">The default, or null for none.</param>
    /// <param name="most">The greatest number; the least is 1.</param>
    internal static BackboneOption NumberOrNone(string name, string description, int? standard, int most) =>
        new(name, Text(standard), $"1 to {most} or {None}", description, text =>
            text == None ? None : TryNumber(text, most) is { } number ? Text(number) : null);

    /// <summary>An option that takes a size in pixels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it changes.</param>
    /// <param name="height">The default's height.</param>
    /// <param name="width">The default's width.</param>
    /// <param name="most">The greatest height or width.</param>
    internal static BackboneOption Size(string name, string description, int height, int width, int most) =>
        new(name, $"{height}x{width}", $"HEIGHTxWIDTH in pixels up to {most}x{most}", description, text =>
            text.Split('x') is [var h, var w] && TryNumber(h, most) is { } rows && TryNumber(w, most) is { } columns
                ? $"{rows}x{columns}"
                : null);

    /// <summary>The one spelling of a value, or null when it is none of this option's.</summary>
    internal string? Canonical(string value) => _canonical(value.Trim().ToLowerInvariant());

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? None;

    private static int? TryNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : null;
}
