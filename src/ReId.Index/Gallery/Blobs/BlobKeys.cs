namespace ReId.Index.Blobs;

/// <summary>What a key may look like: keys become paths, so nothing in them may lead out of the store.</summary>
internal static class BlobKeys
{
    private const int MaximumLength = 512;

    public static void Validate(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Problem(key) is { } problem)
        {
            throw new ArgumentException(
                $"blob key '{key}' {problem}; a key is relative, with '/' between parts, like crops/01/0190.jpg", nameof(key));
        }
    }

    /// <summary>The key of a crop's picture. The random end of a UUIDv7 spreads the files over 256 folders.</summary>
    public static string ForCrop(Guid cropId, ReadOnlySpan<byte> picture)
    {
        var id = cropId.ToString("n");
        return $"crops/{id[^2..]}/{id}.{Extension(picture)}";
    }

    /// <summary>Whether <see cref="ForCrop"/> may have made it.</summary>
    public static bool IsOfCrop(string key) => key.Split('/') is ["crops", { Length: 2 } end, var file]
        && Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "n", out var id) && id.ToString("n").EndsWith(end, StringComparison.Ordinal);

    public static string? Problem(string key)
    {
        if (key.Length is 0 or > MaximumLength)
        {
            return key.Length == 0 ? "is empty" : $"is longer than {MaximumLength} characters";
        }

        if (key.Any(c => c is '\\' or ':' || char.IsControl(c)))
        {
            return "has a backslash, a colon or a control character";
        }

        // A leading dot is refused for good: it covers '.', '..' and the names of half-written files.
        return key.Split('/').Any(part => part.Length == 0 || part[0] == '.')
            ? "is absolute, or has a part that is empty or begins with a dot"
            : null;
    }

    private static string Extension(ReadOnlySpan<byte> picture) => picture switch
    {
        [0xFF, 0xD8, ..] => "jpg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "webp",
        [(byte)'B', (byte)'M', ..] => "bmp",
        _ => "bin",
    };
}
