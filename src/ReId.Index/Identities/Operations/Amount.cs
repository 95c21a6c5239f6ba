using System.Globalization;

namespace ReId.Index.Identities;

/// <summary>A number with its word.</summary>
internal static class Amount
{
    public static string Of(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
}
