using System.Text;

namespace ReId.Model.Reporting.Html;

/// <summary>Text inside a page.</summary>
public static class HtmlText
{
    /// <summary>
    /// Escapes text for an element or a quoted attribute. Characters that no page may hold, as a control character in
    /// a recipe, become �.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            // Lone halves of a surrogate pair come as U+FFFD already.
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' => escaped.Append((char)rune.Value),
                '\r' => escaped,
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A picture that stands in the page itself, as the address of an <c>img</c>.</summary>
    /// <param name="encoded">A JPEG or PNG file.</param>
    public static string DataUri(ReadOnlySpan<byte> encoded)
    {
        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        return $"data:image/{(encoded.StartsWith(png) ? "png" : "jpeg")};base64,{Convert.ToBase64String(encoded)}";
    }
}
