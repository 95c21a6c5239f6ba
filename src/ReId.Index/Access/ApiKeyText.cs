using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ReId.Index.Access;

/// <summary>Keys as text: how they are made, what they look like, what is stored of them.</summary>
public static class ApiKeyText
{
    /// <summary>The fewest characters of a key.</summary>
    public const int LeastLength = 24;

    private const int MostLength = 256;
    private const int RandomBytes = 32;
    private const int PrefixLength = 10;

    // Secret scanners find what has a mark, and no key begins with a '-', which a shell takes for an option.
    private const string Mark = "reid_";

    /// <summary>A new key of 256 random bits.</summary>
    public static string Create() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether a text could be a key: <c>[A-Za-z0-9_-]{24,}</c>, at most 256 characters.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWellFormed(string? text) =>
        text is { Length: >= LeastLength and <= MostLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>The SHA-256 of a key. It needs no salt and no slow function: nobody guesses 256 random bits.</summary>
    /// <param name="key">The key.</param>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>What a list may show of a key.</summary>
    /// <param name="key">The key.</param>
    public static string Prefix(string key) => key[..Math.Min(PrefixLength, key.Length)];
}
