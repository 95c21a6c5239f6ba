using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReId.Model.Files;

/// <summary>The header of NumPy's .npy format: dtype, order and shape as a Python dictionary literal.</summary>
internal static partial class NpyHeader
{
    // Magic, two version bytes, a 16-bit length; the format asks that the data begin at a multiple of 64.
    public const int PrefixLength = 10;
    private const int Alignment = 64;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>
    /// The complete header, as long for one row as for the most rows that fit a number: it can be rewritten in place
    /// when the number of rows is known at the end.
    /// </summary>
    public static byte[] Write(string descr, ReadOnlySpan<long> shape)
    {
        const int LongestCount = 20;
        var dimensions = string.Join(", ", shape.ToArray().Select(s => s.ToString(CultureInfo.InvariantCulture)));
        var text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({dimensions}{(shape.Length == 1 ? "," : "")}), }}";
        var least = PrefixLength + text.Length + (shape.Length > 0 ? LongestCount - dimensions.Split(',')[0].Length : 0) + 1;
        var total = (least + Alignment - 1) / Alignment * Alignment;
        var header = new byte[total];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        header[6] = 1;
        header[7] = 0;
        header[8] = (byte)(total - PrefixLength);
        header[9] = (byte)((total - PrefixLength) >> 8);
        Encoding.ASCII.GetBytes(text, header.AsSpan(PrefixLength));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads the dictionary; false when it is not the usual one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out string descr, out long[] shape, out bool fortran)
    {
        var match = Dictionary().Match(Encoding.Latin1.GetString(text));
        descr = match.Groups["descr"].Value;
        fortran = match.Groups["fortran"].Value == "True";
        var sizes = match.Groups["shape"].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        shape = new long[sizes.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            if (!long.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                return false;
            }
        }

        return match.Success;
    }

    /// <summary>What numpy calls a type, e.g. <c>int64</c> for <c>&lt;i8</c>; the type itself where it has no such name.</summary>
    public static string TypeName(string descr)
    {
        var kind = descr.TrimStart('<', '|', '=', '>');
        var order = descr.StartsWith('>') ? " of the other byte order" : "";
        return kind.Length > 1 && int.TryParse(kind[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && kind[0] switch
        {
            'i' => "int",
            'u' => "uint",
            'f' => "float",
            'c' => "complex",
            _ => null,
        } is { } name ? $"{name}{bytes * 8}{order}" : kind == "b1" ? "bool" : descr;
    }

    [GeneratedRegex(
        @"^\{'descr': '(?<descr>[<|=>]?[a-z][0-9]+)', 'fortran_order': (?<fortran>False|True), 'shape': \((?<shape>[0-9, ]*)\),? ?\}\s*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Dictionary();
}
