using System.Text.RegularExpressions;

namespace ReId.Testing.Signatures;

/// <summary>The text form in which our members and the upstream ones meet.</summary>
internal static partial class MemberLine
{
    /// <summary>
    /// Drops the words that a caller's source cannot notice: an override of ours calls like the upstream virtual.
    /// </summary>
    public static string Normalise(string line) => Dispatch().Replace(line.Trim(), "");

    /// <summary>The name that a line declares, to show its nearest relatives when it does not match.</summary>
    public static string NameOf(string line)
    {
        var match = DeclaredName().Match(line);
        return match.Success ? match.Groups[1].Value : line;
    }

    /// <summary>Replaces the generic parameters of a base type by what a derived type passes for them.</summary>
    public static string Substitute(string line, IReadOnlyDictionary<string, string> arguments) =>
        arguments.Count == 0 ? line : Word().Replace(line, m => arguments.GetValueOrDefault(m.Value, m.Value));

    // `params` is kept: without it a caller must build the array himself.
    [GeneratedRegex(@"\b(abstract|virtual|override|sealed) ")]
    private static partial Regex Dispatch();

    [GeneratedRegex(@"([\w]+)(?:<[^()]*>)?(?:\(| \{|\[|$|=)")]
    private static partial Regex DeclaredName();

    [GeneratedRegex(@"\b\w+\b")]
    private static partial Regex Word();
}
