using System.Globalization;

namespace ReId.Index.Identities;

/// <summary>A number with its word.</summary>
internal static class Amount
{
    public static string Of(long count, string word) => Of(count, word, word + "s");

    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
