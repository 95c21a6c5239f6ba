namespace ReId.Index.Tests.Support;

/// <summary>What can happen to a file.</summary>
internal static class SpoiltFiles
{
    /// <summary>A file's contents emptied, cut short and with a bit flipped, the same places for the same file.</summary>
    public static IEnumerable<(string How, byte[] Bytes)> Ways(string path, byte[] bytes, int flips)
    {
        if (bytes.Length == 0)
        {
            yield break;
        }

        yield return ("emptied", []);
        yield return ("cut in half", bytes[..(bytes.Length / 2)]);
        yield return ("without its last byte", bytes[..^1]);
        var random = new Random(path.Length + bytes.Length);
        for (var i = flips; i > 0; i--)
        {
            var (at, bit) = (random.Next(bytes.Length), random.Next(8));
            byte[] flipped = [.. bytes];
            flipped[at] ^= (byte)(1 << bit);
            yield return ($"with bit {bit} of byte {at} flipped", flipped);
        }
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
