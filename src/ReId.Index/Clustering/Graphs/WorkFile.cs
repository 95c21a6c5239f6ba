using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Numbers in a file with their digest in front: one that a crash cut off or a disk spoilt counts as absent. Written
/// aside, then renamed.
/// </summary>
internal static class WorkFile
{
    // The bytes of a span are counted by an int: gigabytes go in pieces.
    private const int Piece = 1 << 24;

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="mark">A number that goes with the values.</param>
    /// <param name="values">The values.</param>
    public static void Write<T>(string path, long mark, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var aside = path + ".part";
        using (var stream = File.Create(aside))
        {
            stream.Write(Digest(mark, values));
            stream.Write(BitConverter.GetBytes(mark));
            for (var first = 0; first < values.Length; first += Piece)
            {
                stream.Write(MemoryMarshal.AsBytes(values.Slice(first, Math.Min(Piece, values.Length - first))));
            }
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Reads a file of exactly as many values.</summary>
    /// <param name="path">Where.</param>
    /// <param name="values">Takes them; of no meaning where the answer is false.</param>
    /// <param name="mark">The number that goes with them.</param>
    /// <returns>False where there is none, or it is not whole.</returns>
    public static bool TryRead<T>(string path, Span<T> values, out long mark)
        where T : unmanaged
    {
        mark = 0;
        if (!File.Exists(path))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> number = stackalloc byte[sizeof(long)];
        using var stream = File.OpenRead(path);
        if (stream.Length != digest.Length + number.Length + ((long)values.Length * Marshal.SizeOf<T>()))
        {
            return false;
        }

        stream.ReadExactly(digest);
        stream.ReadExactly(number);
        for (var first = 0; first < values.Length; first += Piece)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values.Slice(first, Math.Min(Piece, values.Length - first))));
        }

        mark = BitConverter.ToInt64(number);
        return digest.SequenceEqual(Digest<T>(mark, values));
    }

    private static byte[] Digest<T>(long mark, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(mark));
        for (var first = 0; first < values.Length; first += Piece)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.Slice(first, Math.Min(Piece, values.Length - first))));
        }

        return hash.GetHashAndReset();
    }
}
