using System.Text;
using ReId.Index.Storage;

namespace ReId.Index.Tests.ErasureTests;

/// <summary>Looks for bytes in every file of a folder, the plain way.</summary>
internal static class FileScan
{
    /// <summary>What of these things stands in which file.</summary>
    public static List<string> Find(string folder, params IReadOnlyList<(string What, byte[] Bytes)> wanted)
    {
        var found = new List<string>();
        // The lock is held, and it is empty.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found.AddRange(wanted.Where(one => bytes.AsSpan().IndexOf(one.Bytes) >= 0).Select(one => $"{one.What} in {Path.GetRelativePath(folder, file)}"));
        }

        return found;
    }

    /// <summary>A stored vector as files may hold it.</summary>
    public static IEnumerable<(string What, byte[] Bytes)> Vector(float[] unit)
    {
        var half = HalfVector.Encode(unit);
        yield return ("float16", half[..32]);
        yield return ("float32", System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(HalfVector.Decode(half)).ToArray()[..32]);
    }

    public static IEnumerable<(string What, byte[] Bytes)> Name(string name)
    {
        yield return ("name", Encoding.UTF8.GetBytes(name));
        yield return ("name as JSON", Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(name)[1..^1]));
    }
}
