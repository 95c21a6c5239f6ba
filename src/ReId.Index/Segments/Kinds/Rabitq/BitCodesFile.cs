using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>Codes in a file: what it is, how many of what dimension, the numbers, and a digest of all before it.</summary>
internal static class BitCodesFile
{
    private const int Piece = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "ReIdBit1"u8;

    public static void Write(string path, BitCodes codes)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Piece);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put<byte>(Magic);
        Put<int>([codes.Dimension, codes.Count]);
        Put<float>(codes.Centre);
        Put<float>(codes.Scales);
        Put<float>(codes.Errors);
        Put<float>(codes.Offsets);
        Put<byte>(codes.Codes);
        file.Write(hash.GetHashAndReset());

        void Put<T>(ReadOnlySpan<T> values)
            where T : unmanaged
        {
            // In pieces, as the bytes of a span are counted by an int.
            for (var first = 0; first < values.Length; first += Piece)
            {
                var bytes = MemoryMarshal.AsBytes(values.Slice(first, Math.Min(Piece, values.Length - first)));
                hash.AppendData(bytes);
                file.Write(bytes);
            }
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    public static BitCodes Read(string path, int dimension, int count)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            if (!Take<byte>(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException("it holds no bit codes");
            }

            if (Take<int>(2) is var shape && (shape[0] != dimension || shape[1] != count))
            {
                throw new InvalidDataException($"it holds {shape[1]} codes of dimension {shape[0]} instead of {count} of {dimension}");
            }

            var (centre, scales, errors, offsets) = (Take<float>(dimension), Take<float>(count), Take<float>(count), Take<float>(count));
            var codes = Take<byte>(checked((int)BitCodes.CodeBytes(dimension, count)));
            var expected = hash.GetHashAndReset();
            if (!Take<byte>(expected.Length).AsSpan().SequenceEqual(expected) || file.Position != file.Length)
            {
                throw new InvalidDataException("its digest is wrong");
            }

            return new BitCodes(centre, codes, scales, errors, offsets);
        }
        catch (EndOfStreamException end)
        {
            throw new InvalidDataException("it ends too early", end);
        }

        T[] Take<T>(int length)
            where T : unmanaged
        {
            var values = new T[length];
            for (var first = 0; first < length; first += Piece)
            {
                var bytes = MemoryMarshal.AsBytes(values.AsSpan(first, Math.Min(Piece, length - first)));
                file.ReadExactly(bytes);
                hash.AppendData(bytes);
            }

            return values;
        }
    }
}
